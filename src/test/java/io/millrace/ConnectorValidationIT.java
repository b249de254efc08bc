package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.millrace.testing.Await;
import io.millrace.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectorValidationIT {
    private final Map<String, String> settings = new HashMap<>();
    private TestDatabase database;

    @BeforeEach
    void configure() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE orders (id int8 PRIMARY KEY, total numeric)");
        settings.put("name", "orders");
        settings.put("topics", "orders");
        settings.put("connector.class", "io.millrace.PostgresSinkConnector");
        settings.put("connection.url", database.jdbcUrl());
        settings.put("connection.user", database.user());
        settings.put("connection.password", "hunter2");
    }

    @Test
    void aConfigurationThatFitsTheServerIsWithoutFaults() {
        settings.putAll(Map.of("insert.mode", "upsert", "pk.mode", "record_key", "table.name.format", "public.orders"));

        assertThat(faults()).isEmpty();
    }

    @Test
    void aTableThatCannotKeepOffsetsIsToldAtItsSetting() {
        settings.putAll(Map.of("delivery.guarantee", "exactly_once", "exactly.once.table", "public.orders"));

        assertThat(faults()).containsOnlyKeys("exactly.once.table");
        assertThat(faults().get("exactly.once.table"))
                .singleElement()
                .asString()
                .startsWith("table public.orders is not a table of offsets");
    }

    @Test
    void aWrongPortIsToldAtTheUrl() throws IOException {
        try (ServerSocket closed = new ServerSocket(0)) {
            settings.put("connection.url", "jdbc:postgresql://127.0.0.1:" + closed.getLocalPort() + "/shop");
        }

        assertThat(faults()).containsOnlyKeys("connection.url");
        assertThat(faults().get("connection.url")).singleElement().asString().contains("nothing listens there");
    }

    @Test
    void aMissingDatabaseIsToldAtTheUrl() {
        settings.put("connection.url", database.jdbcUrl() + "_not");

        assertThat(faults()).containsOnlyKeys("connection.url");
        assertThat(faults().get("connection.url")).singleElement().asString().endsWith("_not (3D000)");
    }

    @Test
    void aMissingRoleIsToldAtTheUser() {
        settings.put("connection.user", "nobody_of_that_name");

        assertThat(faults()).containsOnlyKeys("connection.user");
    }

    @Test
    void aWrongPasswordIsToldAtThePasswordAndNotRepeated() throws Exception {
        String role = roleWithPassword("hunter3");
        settings.put("connection.user", role);

        assertThat(faults()).containsOnlyKeys("connection.password");
        assertThat(faults().toString()).contains("28P01").doesNotContain("hunter");
    }

    @Test
    void aMissingPasswordIsToldAtThePassword() throws Exception {
        settings.put("connection.user", roleWithPassword("hunter3"));
        settings.remove("connection.password");

        assertThat(faults()).containsOnlyKeys("connection.password");
        assertThat(faults().get("connection.password"))
                .singleElement()
                .asString()
                .endsWith("asks for a password, and none is set (08004)");
    }

    @Test
    void aTableThatIsMissingIsToldAtTheFormat() {
        settings.put("table.name.format", "public.no_such");

        assertThat(faults()).containsOnlyKeys("table.name.format");
        assertThat(faults().get("table.name.format"))
                .singleElement()
                .asString()
                .startsWith("table public.no_such does not exist");
    }

    @Test
    void aKeyWithoutAUniqueIndexIsToldAtItsFields() {
        settings.putAll(Map.of("insert.mode", "upsert", "pk.mode", "record_value", "pk.fields", "total"));
        settings.put("table.name.format", "orders");

        assertThat(faults()).containsOnlyKeys("pk.fields");
        assertThat(faults().get("pk.fields")).singleElement().asString().contains("CREATE UNIQUE INDEX");
    }

    @Test
    void columnsThatSettingsNameAndTheTableLacksAreToldAtTheirKeys() {
        settings.put("table.name.format", "orders");
        settings.putAll(Map.of("unknown.fields", "store", "store.column", "total", "metadata.columns", "offset"));
        settings.putAll(Map.of("insert.mode", "upsert", "pk.mode", "record_key", "upsert.when.newer", "no_such"));

        assertThat(faults()).containsOnlyKeys("store.column", "metadata.columns", "upsert.when.newer");
        assertThat(faults().get("store.column").get(0)).endsWith("is neither json nor jsonb");
        assertThat(faults().get("metadata.columns").get(0)).endsWith("has no column \"kafka_offset\"");
    }

    @Test
    void aVersionThatIsPartOfTheTablesKeyIsToldAtItsSetting() {
        settings.put("table.name.format", "orders");
        settings.putAll(Map.of("insert.mode", "upsert", "pk.mode", "record_key", "upsert.when.newer", "ID"));

        assertThat(faults()).containsOnlyKeys("upsert.when.newer");
        assertThat(faults().get("upsert.when.newer"))
                .singleElement()
                .asString()
                .startsWith("upsert.when.newer names column \"id\" of public.orders, which is part of its key (id)");
    }

    @Test
    void aMappingToACatalogIsToldAtTheMapping() {
        settings.put("topics.to.tables.mapping", "orders:shop.public.orders");

        assertThat(faults()).containsOnlyKeys("topics.to.tables.mapping");
    }

    @Test
    void aPropertyThatTheDriverDoesNotTakeIsToldAtTheUrl() {
        settings.put("connection.targetServerType", "nonsense");

        assertThat(faults()).isNotEmpty();
        assertThat(faults().toString()).doesNotContain("hunter");
    }

    @Test
    void nothingAtAllIsAnsweredAndNotThrown() {
        assertThatCode(() -> new PostgresSinkConnector().validate(Map.of())).doesNotThrowAnyException();
    }

    private Map<String, List<String>> faults() {
        Map<String, List<String>> faults = new HashMap<>();
        for (ConfigValue value : new PostgresSinkConnector().validate(settings).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                faults.put(value.name(), value.errorMessages());
            }
        }
        return faults;
    }

    /** The test's server trusts every role, but for those that its pg_hba.conf names before. */
    private String roleWithPassword(String password) throws Exception {
        String role = database.ask("SELECT current_database()") + "_role";
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "'");
        Path rules = Path.of(database.ask("SHOW hba_file"));
        Files.writeString(rules, "host all " + role + " all scram-sha-256\n" + Files.readString(rules));
        database.execute("SELECT pg_reload_conf()");
        Await.until("the server asks for a password", Duration.ofSeconds(10), () -> isAsked(role));
        return role;
    }

    private boolean isAsked(String role) {
        try {
            database.connectAs(role).close();
            return false;
        } catch (SQLException e) {
            return true;
        }
    }
}
