package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** What holds where nothing is said. A new key fails here until its default is written down. */
class DefaultsTest {
    private static final String URL = "jdbc:postgresql://db/x";

    private final SinkConfig config = SinkConfig.of(Map.of("connection.url", URL));

    @Test
    void everyDeclaredDefaultIsKnown() {
        Map<String, Object> expected = new HashMap<>();
        expected.put("connection.url", ConfigDef.NO_DEFAULT_VALUE);
        expected.put("connection.user", null);
        expected.put("connection.password", null);
        expected.put("connection.statement.timeout.ms", 60_000L);
        expected.put("connection.max.lifetime.ms", 1_800_000L);
        expected.put("connection.pooler", "auto");
        expected.put("insert.mode", "insert");
        expected.put("write.method", "auto");
        expected.put("upsert.skip.unchanged", false);
        expected.put("nulls.keep.existing", false);
        expected.put("upsert.when.newer", "");
        expected.put("db.timezone", "UTC");
        expected.put("timestamp.unit", "milliseconds");
        expected.put("null.characters", "fail");
        expected.put("pk.mode", "none");
        expected.put("pk.fields", List.of());
        expected.put("delete.enabled", false);
        expected.put("behavior.on.null.values", "");
        expected.put("change.events", "auto");
        expected.put("truncate.enabled", false);
        expected.put("unavailable.value.placeholder", "__debezium_unavailable_value");
        expected.put("table.name.format", "${topic}");
        expected.put("topics.to.tables.mapping", "");
        expected.put("quote.sql.identifiers", "always");
        expected.put("fields.whitelist", List.of());
        expected.put("field.exclude.list", List.of());
        expected.put("on.missing.field", "keep");
        expected.put("replace.null.with.default", true);
        expected.put("metadata.columns", List.of());
        expected.put("metadata.columns.prefix", "kafka_");
        expected.put("unknown.fields", "fail");
        expected.put("store.column", "");
        expected.put("flatten", false);
        expected.put("flatten.delimiter", "_");
        expected.put("value.column", "");
        expected.put("auto.create", false);
        expected.put("auto.evolve", false);
        expected.put("schema.evolution", "");
        expected.put("table.create.unlogged", false);
        expected.put("table.create.storage.parameters", "");
        expected.put("table.create.compression", "auto");
        expected.put("table.create.partition.by", "");
        expected.put("table.create.partition.interval", "day");
        expected.put("table.create.partition.ahead", 7);
        expected.put("table.create.partition.reach", 366);
        expected.put("table.create.partition.retention", 0);
        expected.put("table.create.partition.expired", "detach");
        expected.put("lanes", 2);
        expected.put("ordering", "auto");
        expected.put("linger.ms", 0L);
        expected.put("batch.max.rows", 50_000);
        expected.put("batch.bytes", 16_777_216L);
        expected.put("batch.size", 0);
        expected.put("buffer.memory.bytes", 67_108_864L);
        expected.put("max.unsettled.records", 1_000_000);
        expected.put("flush.timeout.ms", 2_000L);
        expected.put("retry.backoff.ms", 200L);
        expected.put("retry.backoff.max.ms", 10_000L);
        expected.put("retry.timeout.ms", -1L);
        expected.put("foreign.key.retry.ms", 10_000L);
        expected.put("max.retries", -1);
        expected.put("delivery.guarantee", "at_least_once");
        expected.put("exactly.once.id", "");
        expected.put("exactly.once.table", "millrace_offsets");
        expected.put("durability", "commit");

        Map<String, Object> declared = new HashMap<>();
        SinkConfig.DEF.configKeys().forEach((name, key) -> declared.put(name, key.defaultValue));

        assertThat(declared).isEqualTo(expected);
    }

    @Test
    void theConnectorAndTheTaskHaveNamesOfTheirOwn() {
        assertThat(config.connectorName()).isEqualTo("millrace");
        assertThat(config.task()).isZero();
        assertThat(config.notes()).isEmpty();
    }

    @Test
    void theConnectionIsTheUrlsAlone() {
        ConnectionSettings connection = config.connection();

        assertThat(connection.url()).isEqualTo(URL);
        assertThat(connection.user()).isEmpty();
        assertThat(connection.password()).isEmpty();
        assertThat(connection.driver()).isEmpty();
        assertThat(connection.statementTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(connection.maxLifetime()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void recordsAreInsertedByWhateverMethodFits() {
        assertThat(config.write())
                .isEqualTo(new WriteSettings(InsertMode.INSERT, WriteMethod.AUTO, UpdateSettings.PLAIN));
        assertThat(config.encode()).isEqualTo(new EncodeSettings(ZoneId.of("UTC"), ShapeSettings.STRICT));
    }

    @Test
    void rowsHaveNoKeyAndTombstonesAreIgnored() {
        assertThat(config.keys()).isEqualTo(new KeySettings(PkMode.NONE, List.of(), false, NullValues.IGNORE));
    }

    @Test
    void changeEventsAreRecognisedAndEmptyNoTable() {
        assertThat(config.changes())
                .isEqualTo(new ChangeSettings(ChangeEvents.AUTO, false, "__debezium_unavailable_value"));
    }

    @Test
    void theTableHasTheTopicsName() {
        assertThat(config.routes()).isEqualTo(new RouteSettings("${topic}", List.of(), Quoting.ALWAYS));
    }

    @Test
    void tablesAreNeitherCreatedNorChanged() {
        assertThat(config.evolution()).isEqualTo(new EvolutionSettings(false, false, false));
        assertThat(config.create().partitions().isOn()).isFalse();
    }

    @Test
    void twoLanesFillLargeBatchesWithoutWaiting() {
        assertThat(config.lanes()).isEqualTo(new LaneSettings(LaneSettings.DEFAULT_LANES, Ordering.AUTO));
        assertThat(config.batch()).isEqualTo(new BatchSettings(50_000, 16_777_216, Duration.ZERO));
    }

    @Test
    void memoryIsBoundedAndCommitsWaitTwoSeconds() {
        assertThat(config.flow()).isEqualTo(new FlowSettings(67_108_864, 1_000_000, Duration.ofSeconds(2)));
    }

    @Test
    void anOutageIsWaitedOutForEver() {
        assertThat(config.retry())
                .isEqualTo(new RetrySettings(
                        Duration.ofMillis(200),
                        Duration.ofSeconds(10),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Duration.ofSeconds(10)));
    }
}
