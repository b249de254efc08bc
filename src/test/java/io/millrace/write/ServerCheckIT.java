package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Compression;
import io.millrace.config.ConnectionSettings;
import io.millrace.config.CreateSettings;
import io.millrace.config.DeliverySettings;
import io.millrace.config.Durability;
import io.millrace.config.ExpiredPartitions;
import io.millrace.config.Guarantee;
import io.millrace.config.InsertMode;
import io.millrace.config.PartitionInterval;
import io.millrace.config.PartitionSettings;
import io.millrace.config.Pooling;
import io.millrace.config.Quoting;
import io.millrace.table.Catalogue;
import io.millrace.table.KeyRule;
import io.millrace.table.NamedColumns;
import io.millrace.table.Privilege;
import io.millrace.table.TableId;
import io.millrace.table.TableMaker;
import io.millrace.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCheckIT {
    private static final List<Finding.NamedTable> NO_TABLES = List.of();
    private static final DeliverySettings IN_KAFKA =
            new DeliverySettings(Guarantee.AT_LEAST_ONCE, "orders", "millrace_offsets", Durability.COMMIT);

    private TestDatabase database;
    private String role;

    @BeforeEach
    void makeDatabaseAndRole() throws SQLException {
        database = TestDatabase.fresh();
        role = database.ask("SELECT current_database()") + "_role";
        database.execute("CREATE ROLE " + role + " LOGIN");
    }

    @Test
    void aServerThatWillDoIsWithoutFindings() {
        assertThat(check(database.jdbcUrl(), role).run(NO_TABLES, IN_KAFKA)).isEmpty();
    }

    @Test
    void aPortWhereNothingListensIsAFaultOfTheUrl() throws IOException {
        int port = freePort();

        List<Finding> findings =
                check("jdbc:postgresql://127.0.0.1:" + port + "/shop", role).run(NO_TABLES, IN_KAFKA);

        assertThat(findings)
                .containsExactly(new Finding.Fault(
                        "connection.url",
                        "PostgreSQL at 127.0.0.1:" + port
                                + " cannot be reached: nothing listens there, or it is not let through (08001)"));
    }

    @Test
    void aServerThatNeverAnswersIsAFaultWithinSeconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long started = System.nanoTime();
            List<Finding> findings = check("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/shop", role)
                    .run(NO_TABLES, IN_KAFKA);

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
            assertThat(findings)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Finding.Fault.class, it -> assertThat(it.key()).isEqualTo("connection.url"));
        }
    }

    @Test
    void aDatabaseThatIsMissingIsAFaultOfTheUrl() {
        String url = database.jdbcUrl() + "_not";

        assertThat(check(url, role).run(NO_TABLES, IN_KAFKA))
                .singleElement()
                .isInstanceOfSatisfying(Finding.Fault.class, fault -> {
                    assertThat(fault.key()).isEqualTo("connection.url");
                    assertThat(fault.message())
                            .contains(" has no database test_")
                            .endsWith("_not (3D000)");
                });
    }

    @Test
    void aRoleThatIsMissingIsAFaultOfTheUser() {
        assertThat(check(database.jdbcUrl(), "nobody_of_that_name").run(NO_TABLES, IN_KAFKA))
                .singleElement()
                .isInstanceOfSatisfying(Finding.Fault.class, fault -> {
                    assertThat(fault.key()).isEqualTo("connection.user");
                    assertThat(fault.message()).endsWith("(28000)");
                });
    }

    @Test
    void aRoleThatMayNotConnectIsAFaultOfTheUser() throws SQLException {
        database.execute("REVOKE CONNECT ON DATABASE " + database.ask("SELECT current_database()") + " FROM PUBLIC");

        assertThat(check(database.jdbcUrl(), role).run(NO_TABLES, IN_KAFKA))
                .singleElement()
                .isInstanceOfSatisfying(Finding.Fault.class, fault -> {
                    assertThat(fault.key()).isEqualTo("connection.user");
                    assertThat(fault.message()).endsWith("(42501)");
                });
    }

    @Test
    void aRoleThatOnlyReadsIsAFault() throws SQLException {
        database.execute("ALTER ROLE " + role + " SET default_transaction_read_only = on");

        assertThat(check(database.jdbcUrl(), role).run(NO_TABLES, IN_KAFKA))
                .singleElement()
                .isInstanceOfSatisfying(
                        Finding.Fault.class, it -> assertThat(it.message()).contains(role, "are read-only"));
    }

    @Test
    void aRoleWithoutTemporaryTablesGetsAdviceAlone() throws SQLException {
        database.execute("REVOKE TEMPORARY ON DATABASE " + database.ask("SELECT current_database()") + " FROM PUBLIC");

        assertThat(check(database.jdbcUrl(), role).run(NO_TABLES, IN_KAFKA))
                .singleElement()
                .isInstanceOfSatisfying(
                        Finding.Advice.class, it -> assertThat(it.message()).contains("GRANT TEMPORARY ON DATABASE"));
    }

    @Test
    void tablesThatCannotBeWrittenAreFaultsOfTheirKeys() throws SQLException {
        database.execute(
                "CREATE TABLE orders (id int8 PRIMARY KEY)",
                "CREATE TABLE clicks (id int8)",
                "GRANT INSERT, UPDATE, SELECT ON clicks TO " + role);

        List<Finding> findings = check(database.jdbcUrl(), role)
                .run(
                        List.of(
                                new Finding.NamedTable(new TableId("", "orders"), "table.name.format"),
                                new Finding.NamedTable(new TableId("", "clicks"), "table.name.format"),
                                new Finding.NamedTable(new TableId("", "no_such"), "topics.to.tables.mapping")),
                        IN_KAFKA);

        assertThat(findings).hasSize(3);
        assertThat(findings.get(0)).isInstanceOfSatisfying(Finding.Fault.class, fault -> {
            assertThat(fault.key()).isEqualTo("table.name.format");
            assertThat(fault.message()).contains("lacks SELECT, INSERT, UPDATE on");
        });
        assertThat(findings.get(1)).isInstanceOfSatisfying(Finding.Fault.class, fault -> {
            assertThat(fault.key()).isEqualTo("pk.fields");
            assertThat(fault.message()).contains("has no primary key");
        });
        assertThat(findings.get(2)).isInstanceOfSatisfying(Finding.Fault.class, fault -> {
            assertThat(fault.key()).isEqualTo("topics.to.tables.mapping");
            assertThat(fault.message()).startsWith("table no_such does not exist");
        });
    }

    @Test
    void aTableThatIsLockedIsLeftToTheTask() throws Exception {
        database.execute("CREATE TABLE orders (id int8 PRIMARY KEY)", "GRANT ALL ON orders TO " + role);
        try (var locker = database.connect();
                var statement = locker.createStatement()) {
            locker.setAutoCommit(false);
            statement.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");

            List<Finding> findings = check(database.jdbcUrl(), role)
                    .run(List.of(new Finding.NamedTable(new TableId("", "orders"), "table.name.format")), IN_KAFKA);

            assertThat(findings).allMatch(finding -> finding instanceof Finding.Advice);
        }
    }

    @Test
    void aCompressionThatTheServerLacksIsAFaultOfItsKey() throws SQLException {
        boolean hasLz4 = database.ask(
                        "SELECT 'lz4' = ANY(enumvals) FROM pg_settings" + " WHERE name = 'default_toast_compression'")
                .equals("t");

        List<Finding> asked = check(database.jdbcUrl(), role, Compression.LZ4).run(NO_TABLES, IN_KAFKA);
        List<Finding> automatic =
                check(database.jdbcUrl(), role, Compression.AUTO).run(NO_TABLES, IN_KAFKA);

        assertThat(automatic).isEmpty();
        assertThat(asked)
                .hasSize(hasLz4 ? 0 : 1)
                .allSatisfy(
                        finding -> assertThat(((Finding.Fault) finding).key()).isEqualTo("table.create.compression"));
    }

    @Test
    void encryptionThatTheServerLacksIsAFaultOfTheSslMode() {
        Finding required = check(database.jdbcUrl(), role, Map.of("sslmode", "require"))
                .run(NO_TABLES, IN_KAFKA)
                .get(0);
        Finding inUrl = check(database.jdbcUrl() + "?sslmode=verify-full", role)
                .run(NO_TABLES, IN_KAFKA)
                .get(0);

        assertThat(required).isInstanceOfSatisfying(Finding.Fault.class, fault -> {
            assertThat(fault.key()).isEqualTo("connection.sslmode");
            assertThat(fault.message()).contains(" has no SSL").endsWith("(08004)");
        });
        assertThat(((Finding.Fault) inUrl).key()).isEqualTo("connection.url");
    }

    @Test
    void aDefaultSchemaThatIsMissingIsAFaultOfWhereItIsNamed() {
        String reason = "schema nosuch does not exist, as currentSchema names it: CREATE SCHEMA \"nosuch\", or name one"
                + " that is there";

        assertThat(check(database.jdbcUrl(), role, Map.of("currentSchema", "NoSuch"))
                        .run(NO_TABLES, IN_KAFKA))
                .containsExactly(new Finding.Fault("connection.currentSchema", reason));
        assertThat(check(database.jdbcUrl() + "?currentSchema=nosuch", role).run(NO_TABLES, IN_KAFKA))
                .containsExactly(new Finding.Fault("connection.url", reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "nosuch, PUBLIC", "\"public\"", "pg_catalog"})
    void oneOfSeveralDefaultSchemasSuffices(String path) {
        assertThat(check(database.jdbcUrl(), role, Map.of("currentSchema", path))
                        .run(NO_TABLES, IN_KAFKA))
                .isEmpty();
    }

    private static ServerCheck check(String url, String user, Compression compression) {
        PartitionSettings whole =
                new PartitionSettings("", PartitionInterval.DAY, 1, 1, 0, ExpiredPartitions.DETACH, ZoneOffset.UTC);
        TableMaker maker = new TableMaker(new CreateSettings(false, Map.of(), compression, whole), true);
        return check(url, user, Map.of(), Optional.of(maker));
    }

    private static ServerCheck check(String url, String user, Map<String, String> driver) {
        return check(url, user, driver, Optional.empty());
    }

    private static ServerCheck check(String url, String user) {
        return check(url, user, Map.of(), Optional.empty());
    }

    private static ServerCheck check(String url, String user, Map<String, String> driver, Optional<TableMaker> maker) {
        ConnectionSettings settings = new ConnectionSettings(
                url,
                Optional.of(user),
                Optional.empty(),
                driver,
                Duration.ofMinutes(1),
                Duration.ofMinutes(30),
                Pooling.AUTO);
        Set<Privilege> needed = Set.of(Privilege.SELECT, Privilege.INSERT, Privilege.UPDATE);
        NamedColumns none = new NamedColumns(Map.of(), Quoting.ALWAYS);
        KeyRule keys = new KeyRule(true, List.of(), InsertMode.UPSERT, Quoting.ALWAYS);
        return new ServerCheck(settings, new Catalogue(Quoting.ALWAYS, needed), keys, none, maker);
    }

    private static int freePort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            return taken.getLocalPort();
        }
    }
}
