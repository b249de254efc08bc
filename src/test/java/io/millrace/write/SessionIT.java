package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.ConnectionSettings;
import io.millrace.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a lane's connection is told, as the server shows it. */
class SessionIT {
    private static final Duration STATEMENT = Duration.ofSeconds(30);

    static String show(Connection connection, String setting) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet shown = statement.executeQuery("SHOW " + setting)) {
            shown.next();
            return shown.getString(1);
        }
    }

    private static ConnectionSettings settings(TestDatabase database) {
        return TestWriter.settings(database, database.user(), STATEMENT);
    }

    private static Connection with(TestDatabase database, String set) throws Exception {
        Connection connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(set);
        }
        return connection;
    }

    @Test
    void theServerEndsWhatWeHaveGivenUp() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        try (Connection connection = database.connect()) {
            Session session = Session.begin(connection, settings(database));

            assertThat(show(connection, "statement_timeout")).isEqualTo("30s");
            assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo("1min");
            assertThat(show(connection, "client_connection_check_interval")).isEqualTo("1s");
            // Shown as the kernel has it.
            assertThat(show(connection, "tcp_user_timeout")).isEqualTo("30000");
            assertThat(session.mayStage()).isTrue();
        }
    }

    @Test
    void durabilityIsRaisedAndNeverLowered() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        try (Connection deferred = with(database, "SET synchronous_commit = off");
                Connection applied = with(database, "SET synchronous_commit = remote_apply")) {
            Session.begin(deferred, settings(database));
            Session.begin(applied, settings(database));

            assertThat(show(deferred, "synchronous_commit")).isEqualTo("on");
            assertThat(show(applied, "synchronous_commit")).isEqualTo("remote_apply");
        }
    }

    /** A pooler's session that somebody else had before. */
    @Test
    void aSessionThatHasUsedTemporaryBuffersKeepsThem() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        try (Connection used = with(database, "CREATE TEMP TABLE before AS SELECT 1")) {
            Session.begin(used, settings(database));

            assertThat(show(used, "temp_buffers")).isEqualTo("8MB");
            assertThat(show(used, "client_connection_check_interval")).isEqualTo("1s");
            assertThat(show(used, "statement_timeout")).isEqualTo("30s");
        }
    }
}
