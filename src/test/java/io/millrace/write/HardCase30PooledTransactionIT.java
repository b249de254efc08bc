package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.ConnectionSettings;
import io.millrace.config.Pooling;
import io.millrace.testing.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Behind a pooler each transaction carries what a session would know, and what tells when it is gone. */
class HardCase30PooledTransactionIT {
    private static final Duration WITHIN = Duration.ofMillis(200);

    private static ConnectionSettings behindAPooler(TestDatabase database) {
        return new ConnectionSettings(
                database.jdbcUrl(),
                Optional.of(database.user()),
                Optional.empty(),
                Map.of(),
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                Pooling.TRANSACTION);
    }

    @Test
    void aTransactionLeftBehindIsProvenGoneByItsLock() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        try (Connection leaving = database.connect();
                Connection next = database.connect();
                Statement statement = leaving.createStatement()) {
            Session session = Session.begin(leaving, behindAPooler(database));
            leaving.setAutoCommit(false);
            statement.execute(session.preamble());

            assertThat(session.leftBehind().isEnded(next, WITHIN, System::nanoTime))
                    .isFalse();
            leaving.rollback();
            assertThat(session.leftBehind().isEnded(next, WITHIN, System::nanoTime))
                    .isTrue();
        }
    }

    @Test
    void settingsHoldForTheTransactionAlone() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            Session session = Session.begin(connection, behindAPooler(database));

            assertThat(SessionIT.show(connection, "statement_timeout")).isEqualTo("0");
            connection.setAutoCommit(false);
            statement.execute(session.preamble());
            assertThat(SessionIT.show(connection, "statement_timeout")).isEqualTo("30s");
            assertThat(SessionIT.show(connection, "lock_timeout")).isEqualTo("15s");
            connection.commit();
            assertThat(SessionIT.show(connection, "statement_timeout")).isEqualTo("0");
            assertThat(session.mayStage()).isFalse();
        }
    }
}
