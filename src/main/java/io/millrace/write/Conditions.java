package io.millrace.write;

import java.util.Map;
import java.util.TreeMap;

/** What SQLSTATEs are called (PostgreSQL manual, Appendix A), for those that a sink can meet. Stateless. */
final class Conditions {
    private static final Map<String, String> NAMES = read("""
            08001 could not connect
            08004 the server rejected the connection
            08006 connection lost
            08007 transaction resolution unknown
            08P01 protocol violation
            0A000 feature not supported
            21000 a row touched twice in one statement
            22001 value too long
            22003 number out of range
            22007 invalid date or time
            22008 date or time out of range
            22021 character not in the encoding
            22P02 invalid text for the type
            22P03 invalid binary form for the type
            22P05 untranslatable character
            23502 null in a column that is NOT NULL
            23503 foreign key violation
            23505 unique violation
            23514 check violation
            23P01 exclusion violation
            25006 the server is read-only
            25P03 idle in a transaction for too long
            26000 prepared statement is gone
            28000 not allowed to connect
            28P01 wrong password
            3D000 no such database
            3F000 no such schema
            40001 serialization failure
            40P01 deadlock
            42501 not permitted
            42601 syntax error
            42622 name too long
            42703 no such column
            42704 no such object
            42804 type mismatch
            42846 no such cast
            42883 no such function or operator
            428C9 column is generated
            42P01 no such table
            42P10 no unique index for ON CONFLICT
            44000 violates WITH CHECK OPTION
            53100 disk full
            53200 out of memory
            53300 too many connections
            54000 a limit of the server is exceeded
            55000 object not in the right state
            55P03 lock not available
            57014 statement cancelled or timed out
            57P01 the server is shutting down
            57P02 another backend crashed
            57P03 the server is starting or stopping
            57P04 the database was dropped
            57P05 idle session was ended
            P0001 raised by a function or trigger
            XX000 internal error of the server
            XX001 data is corrupted
            XX002 index is corrupted
            """);

    private static final Map<String, String> CLASSES = Map.of(
            "08", "connection failure",
            "22", "value not accepted",
            "23", "constraint violation",
            "28", "not allowed to connect",
            "40", "transaction rolled back",
            "42", "statement not accepted",
            "53", "the server lacks resources",
            "58", "error of the server's system");

    private Conditions() {}

    private static Map<String, String> read(String table) {
        Map<String, String> names = new TreeMap<>();
        table.lines().forEach(line -> names.put(line.substring(0, 5), line.substring(6)));
        return Map.copyOf(names);
    }

    static String name(String code) {
        String ofClass = CLASSES.getOrDefault(code.substring(0, Math.min(2, code.length())), "error");
        return NAMES.getOrDefault(code, ofClass);
    }
}
