package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStateTest {
    @ParameterizedTest
    @CsvSource({
        "08001, RECONNECT",
        "08006, RECONNECT",
        "08P01, UNKNOWN",
        "28P01, RECONNECT",
        "25006, RECONNECT",
        "53100, RETRY",
        "53300, RETRY",
        "40001, RETRY",
        "40P01, RETRY",
        "55P03, RETRY",
        "57P01, RECONNECT",
        "57P02, RECONNECT",
        "57P03, RECONNECT",
        "57P04, UNKNOWN",
        "57014, TIMED_OUT",
        "22001, REFUSED",
        "22P02, REFUSED",
        "23502, REFUSED",
        "23503, REFUSED",
        "23514, REFUSED",
        "54000, REFUSED",
        "42622, REFUSED",
        "44000, REFUSED",
        "P0001, REFUSED",
        "23505, NOT_UNIQUE",
        "21000, KEY_TWICE",
        "26000, PREPARE_AGAIN",
        "0A000, PREPARE_AGAIN",
        "42P01, TABLE_CHANGED",
        "42703, TABLE_CHANGED",
        "42804, TABLE_CHANGED",
        "42P10, TABLE_CHANGED",
        "42501, UNKNOWN",
        "3D000, UNKNOWN",
        "XX000, UNKNOWN",
        "42601, UNKNOWN",
        "ZZ999, UNKNOWN"
    })
    void aCodeAsksFor(String code, SqlState state) {
        assertThat(SqlState.of(new SQLException("the server's words", code))).isEqualTo(state);
    }

    @Test
    void aBrokenSocketWithoutACodeIsTheConnections() {
        assertThat(SqlState.of(new SQLException("words", null, new EOFException())))
                .isEqualTo(SqlState.RECONNECT);
    }

    @Test
    void aFullPoolIsTheConnections() {
        assertThat(SqlState.of(new SQLTransientConnectionException("words"))).isEqualTo(SqlState.RECONNECT);
    }

    @Test
    void thePoolsExceptionTellsTheDriversCode() {
        SQLException driver = new SQLException("words", "3D000");

        assertThat(SqlState.code(new SQLTransientConnectionException("words", null, driver)))
                .isEqualTo("3D000");
    }

    @Test
    void anythingUnknownGivesUp() {
        assertThat(SqlState.of(new SQLException("words"))).isEqualTo(SqlState.UNKNOWN);
        assertThat(SqlState.UNKNOWN.end()).isEqualTo(SqlState.End.FATAL);
    }

    @Test
    void aReasonHasNamesAndNeverTheServersWords() {
        SQLException thrown = new SQLException("Key (email)=(a@b.c) exists", "23505");

        Failure failure = Failure.toWrite(thrown, "public.t", false);

        assertThat(failure.reason()).isEqualTo("public.t: unique_violation (23505)");
    }
}
