package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Quoting;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrivilegesIT {
    private final String role = "writer_" + UUID.randomUUID();
    private final String quoted = Identifier.quote(role);
    private TestDatabase database;
    private Learning learning;

    @BeforeEach
    void learnAsARoleWithoutPrivileges() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE ROLE " + quoted + " LOGIN", "CREATE SCHEMA app", "CREATE TABLE app.orders (a int)");
        learning = Learning.from(database, role);
    }

    @Test
    void aSchemaThatMayNotBeUsedIsTold() throws SQLException {
        assertThat(learning.whyMissing("app", "orders"))
                .isEqualTo(
                        "role " + quoted + " may not use schema \"app\": GRANT USAGE ON SCHEMA \"app\" TO " + quoted);
    }

    @Test
    void thePrivilegesThatAreLackingAreToldAndGrantingThemHelps() throws SQLException {
        database.execute("GRANT USAGE ON SCHEMA app TO " + quoted, "GRANT INSERT ON app.orders TO " + quoted);

        String reason = learning.whyMissing("app", "orders");
        String remedy = reason.substring(reason.indexOf("GRANT"));
        database.execute(remedy);

        assertThat(reason)
                .startsWith("role " + quoted + " lacks SELECT, UPDATE, DELETE, TRUNCATE on \"app\".\"orders\": ");
        assertThat(learning.find(Quoting.ALWAYS, "app", "orders")).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void privilegesOnSomeColumnsAreEnough() throws SQLException {
        database.execute(
                "GRANT USAGE ON SCHEMA app TO " + quoted,
                "GRANT SELECT (a), INSERT (a), UPDATE (a), DELETE, TRUNCATE ON app.orders TO " + quoted);

        assertThat(learning.find(Quoting.ALWAYS, "app", "orders")).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void copyIsRuledOutWhereRowSecurityHoldsForTheRole() throws SQLException {
        database.execute(
                "CREATE TABLE secured (a int)",
                "ALTER TABLE secured ENABLE ROW LEVEL SECURITY",
                "GRANT ALL ON secured TO " + quoted);

        assertThat(learning.shape("secured").copyable()).isFalse();
        assertThat(Learning.from(database).shape("secured").copyable()).isTrue();
    }
}
