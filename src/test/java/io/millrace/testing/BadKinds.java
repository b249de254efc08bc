package io.millrace.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Sixty ways in which a record may not fit its table, each with the column that minds. Immutable. */
public final class BadKinds {
    /**
     * One way.
     *
     * @param column the column's definition after its name, which is the kind's number; empty where there is none
     */
    public record Kind(String name, String column, Object good, Object bad, String sqlState, boolean onServer) {}

    private static final List<Kind> CLIENT = List.of(
            client("smallint", 1, 40_000, "22003"),
            client("smallint", 1, "x", "22P02"),
            client("int", 1, 3_000_000_000L, "22003"),
            client("int", 1, "one", "22P02"),
            client("int", 1, Double.NaN, "22003"),
            client("int", 1, List.of(1), "42804"),
            client("int NOT NULL", 1, null, "23502"),
            client("bigint", 1L, 1e19, "22003"),
            client("bigint", 1L, "99999999999999999999", "22003"),
            client("bigint", 1L, "0x1", "22P02"),
            client("real", 1.5, 1e300, "22003"),
            client("real", 1.5, "much", "22P02"),
            client("double precision", 1.5, "many", "22P02"),
            client("numeric(4,2)", BigDecimal.ONE, new BigDecimal("123.45"), "22003"),
            client("numeric", BigDecimal.ONE, "1,5", "22P02"),
            client("varchar(5)", "a", "much too long", "22001"),
            client("varchar(5)", "a", "a\0", "22021"),
            client("char(3)", "abc", "abcd", "22001"),
            client("char(3)", "abc", "a\0", "22021"),
            client("text", "a", "a\0b", "22021"),
            client("text NOT NULL", "a", null, "23502"),
            client("boolean", true, "perhaps", "22P02"),
            client("boolean", true, Map.of("a", 1), "42804"),
            client("uuid", "7d444840-9dc0-11d1-b245-5ffdce74fad2", "7d444840", "22P02"),
            client("uuid", "7d444840-9dc0-11d1-b245-5ffdce74fad2", 5, "42804"),
            client("date", "2026-01-01", "01/02/2026", "22007"),
            client("date", "2026-01-01", "2026-13-01", "22008"),
            client("time", "12:00", "25:00", "22008"),
            client("time", "12:00", "noon", "22007"),
            client("timestamp", "2026-01-01T00:00:00", "yesterday", "22007"),
            client("timestamp", "2026-01-01T00:00:00", "2026-02-30T00:00:00", "22008"),
            client("timestamptz", "2026-01-01T00:00:00Z", "at noon", "22007"),
            client("timestamptz", "2026-01-01T00:00:00Z", "2026-13-01T00:00:00Z", "22008"),
            client("bytea", new byte[] {1}, "\\xzz", "22P02"),
            client("jsonb", "{}", "{", "22P02"),
            client("jsonb", "{}", "{\"a\":\"\\u0000\"}", "22P05"),
            client("json", "{}", "[1,", "22P02"),
            client("int[]", "{1}", "{one}", "22P02"),
            client("mood", "good", "moody", "22P02"),
            client("mood", "good", List.of(), "42804"));

    private static final List<Kind> SERVER = List.of(
            server("int CHECK (c# > 0)", 1, -1, "23514"),
            server("text CHECK (length(c#) < 3)", "a", "long", "23514"),
            server("even", 2, 1, "23514"),
            server("short", "a", "much too long", "23514"),
            server("int REFERENCES parent", 1, 2, "23503"),
            server("int UNIQUE", null, 0, "23505"),
            server("int, EXCLUDE (c# WITH =)", null, 0, "23P01"),
            server("int, d# int GENERATED ALWAYS AS (1 / c#) STORED", 1, 0, "22012"),
            server("raised", 0, 1, "P0001"),
            server("raised", 0, 2, "99001"),
            server("raised", 0, 3, "42883"),
            server("inet", "10.0.0.1", "10.0.0.256", "22P02"),
            server("cidr", "10.0.0.0/8", "10.0.0.1/8", "22P02"),
            server("macaddr", "08:00:2b:01:02:03", "08:00", "22P02"),
            server("interval", "1 day", "1 fortnite", "22007"),
            server("int4range", "[1,2)", "[2,1)", "22000"),
            server("daterange", "[2026-01-01,)", "[soon,)", "22007"),
            server("bit(3)", "101", "1010", "22026"),
            server("point", "(1,2)", "(1", "22P02"),
            server("pg_lsn", "0/1", "0", "22P02"));

    private BadKinds() {}

    private static Kind client(String column, Object good, Object bad, String sqlState) {
        return new Kind(column + " ← " + bad, column, good, bad, sqlState, false);
    }

    private static Kind server(String column, Object good, Object bad, String sqlState) {
        return new Kind(column + " ← " + bad, column, good, bad, sqlState, true);
    }

    public static List<Kind> all() {
        List<Kind> all = new ArrayList<>(CLIENT);
        all.addAll(SERVER);
        return List.copyOf(all);
    }

    /** What makes the table {@code t}, with a column {@code c} and its number for each kind. */
    public static List<String> ddl() {
        StringJoiner columns = new StringJoiner(", ");
        List<Kind> kinds = all();
        for (int number = 0; number < kinds.size(); number++) {
            columns.add("c" + number + " " + kinds.get(number).column().replace("#", Integer.toString(number)));
        }
        return List.of(
                "CREATE TYPE mood AS ENUM ('good', 'bad')",
                "CREATE DOMAIN even AS int CHECK (VALUE % 2 = 0)",
                "CREATE DOMAIN short AS text CHECK (length(VALUE) < 5)",
                "CREATE DOMAIN raised AS int",
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "INSERT INTO parent VALUES (1)",
                "CREATE FUNCTION raise() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE worst int; BEGIN"
                        + " worst := " + raised(kinds) + "; IF worst = 0 THEN RETURN NEW; END IF;"
                        + " IF worst = 1 THEN RAISE EXCEPTION 'no %', NEW; END IF;"
                        + " IF worst = 2 THEN RAISE EXCEPTION 'no %', NEW USING ERRCODE = '99001'; END IF;"
                        + " PERFORM no_such_function(NEW); END $$",
                "CREATE TABLE t (id int, " + columns + ")",
                "INSERT INTO t (id, " + required(kinds) + ") VALUES (-1, " + "1, 'a')",
                "UPDATE t SET " + taken(kinds) + " WHERE id = -1",
                "CREATE TRIGGER raise BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION raise()");
    }

    private static String raised(List<Kind> kinds) {
        StringJoiner columns = new StringJoiner(", ", "greatest(", ")");
        each(kinds, "raised").forEach(number -> columns.add("NEW.c" + number));
        return columns.toString();
    }

    /** The row of what is taken already: the values that must be unique and are not. */
    private static String taken(List<Kind> kinds) {
        StringJoiner columns = new StringJoiner(", ");
        each(kinds, "int UNIQUE").forEach(number -> columns.add("c" + number + " = 0"));
        each(kinds, "int, EXCLUDE (c# WITH =)").forEach(number -> columns.add("c" + number + " = 0"));
        return columns.toString();
    }

    private static String required(List<Kind> kinds) {
        StringJoiner columns = new StringJoiner(", ");
        each(kinds, "int NOT NULL").forEach(number -> columns.add("c" + number));
        each(kinds, "text NOT NULL").forEach(number -> columns.add("c" + number));
        return columns.toString();
    }

    private static List<Integer> each(List<Kind> kinds, String column) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < kinds.size(); number++) {
            if (kinds.get(number).column().equals(column)) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** The fields of a good record, but for its id. */
    public static Map<String, Object> good() {
        Map<String, Object> fields = new LinkedHashMap<>();
        List<Kind> kinds = all();
        for (int number = 0; number < kinds.size(); number++) {
            fields.put("c" + number, kinds.get(number).good());
        }
        return fields;
    }

    /** The fields of a record that is bad in this one way. */
    public static Map<String, Object> bad(int number) {
        Map<String, Object> fields = good();
        fields.put("c" + number, all().get(number).bad());
        return fields;
    }
}
