package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testing.Await;
import io.millrace.testing.Proxy;
import io.millrace.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Taking, discarding and closing, against a real server. */
class ConnectionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OURS =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'millrace-%'";

    private static Connections on(TestDatabase database) {
        return to(database.jdbcUrl(), database);
    }

    private static Connections to(String url, TestDatabase database) {
        return Connections.of(TestWriter.settings(url, database.user(), Duration.ofSeconds(30)), 2, "orders-0");
    }

    @Test
    void theServerShowsWhoseTheyAre() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        try (Connections connections = on(database);
                Connection taken = connections.take()) {
            assertThat(taken.getAutoCommit()).isTrue();
            assertThat(taken.getNetworkTimeout()).isEqualTo(120_000);
            assertThat(database.ask("SELECT application_name FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND pid <> pg_backend_pid()"))
                    .isEqualTo("millrace-orders-0");
        }
    }

    @Test
    void aDiscardedOneIsNotGivenAgain() throws Exception {
        try (Connections connections = on(TestDatabase.fresh())) {
            Connection first = connections.take();
            int pid = first.unwrap(org.postgresql.PGConnection.class).getBackendPID();
            connections.discard(first);

            try (Connection second = connections.take()) {
                assertThat(second.unwrap(org.postgresql.PGConnection.class).getBackendPID())
                        .isNotEqualTo(pid);
            }
        }
    }

    @Test
    void aTakerWaitsALittleAndThenHearsThatAllAreTaken() throws Exception {
        try (Connections connections = on(TestDatabase.fresh());
                Connection one = connections.take();
                Connection two = connections.take()) {
            assertThat(one).isNotSameAs(two);
            assertThatThrownBy(connections::take)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            thrown -> assertThat(SqlState.of(thrown)).isEqualTo(SqlState.RECONNECT));
        }
    }

    @Test
    void closingIsBoundedWhileOneIsInUse() throws Exception {
        Connections connections = on(TestDatabase.fresh());
        connections.take();
        long before = System.nanoTime();

        connections.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThatThrownBy(connections::take)
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessage("The task's connections are closed");
    }

    @Test
    void theFirstIsOpenedWhenItIsTaken() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        try (Connections connections = on(database)) {
            String before = database.ask(OURS);
            connections.take().close();

            assertThat(before).isEqualTo("0");
            assertThat(database.ask(OURS)).isEqualTo("1");
        }
    }

    /** The pool learns from its first connection, and must not go by what it could not learn. */
    @Test
    void whenTheFirstIsCutWhileThePoolAsksItAnotherIsMade() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        try (Proxy proxy = Proxy.before(database).allow();
                Connections connections = to(proxy.jdbcUrl(), database)) {
            proxy.cutBefore("TRANSACTION ISOLATION LEVEL");

            Await.until("a connection is made", PATIENCE, () -> isMadeBy(connections));

            assertThat(proxy.strikes()).isEqualTo(1);
        }
    }

    private static boolean isMadeBy(Connections connections) {
        try (Connection taken = connections.take()) {
            return taken.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
