package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkConfigTest {
    static final String URL = "jdbc:postgresql://a:5432,b:5432/x?user=ann&password=s3cret1";

    private static SinkConfig with(String... keysAndValues) {
        Map<String, String> settings = new HashMap<>(Map.of("connection.url", "jdbc:postgresql://db/x"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return SinkConfig.of(settings);
    }

    @Test
    void theSampleNamesEveryKeyAndNoDefault() {
        Set<String> withoutDefaults = new HashSet<>();
        EveryKey.settings().forEach((key, value) -> {
            Object defaultValue = SinkConfig.DEF.configKeys().get(key).defaultValue;
            if (!value.equals(String.valueOf(defaultValue))) {
                withoutDefaults.add(key);
            }
        });

        // The two lists of fields exclude each other.
        withoutDefaults.add("field.exclude.list");
        assertThat(withoutDefaults).isEqualTo(SinkConfig.DEF.names());
    }

    @Test
    void everyKeyReachesItsSetting() {
        SinkConfig config = SinkConfig.of(EveryKey.settings());

        assertThat(config.connection())
                .isEqualTo(new ConnectionSettings(
                        URL,
                        Optional.of("writer"),
                        Optional.of(new Password("s3cret2")),
                        Map.of(),
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(1),
                        Pooling.SESSION));
        assertThat(config.write())
                .isEqualTo(new WriteSettings(
                        InsertMode.UPSERT, WriteMethod.UNNEST, new UpdateSettings(true, true, "updated_at")));
        assertThat(config.encode())
                .isEqualTo(new EncodeSettings(
                        ZoneId.of("Europe/Berlin"),
                        TimeUnit.SECONDS,
                        NullCharacters.STRIP,
                        new ShapeSettings(UnknownFields.IGNORE, "rest", "doc", new FlattenSettings(true, "."))));
        assertThat(config.keys())
                .isEqualTo(new KeySettings(PkMode.RECORD_KEY, List.of("tenant", "id"), true, NullValues.DELETE));
        assertThat(config.changes())
                .as("nothing stands for a value where no event is recognised")
                .isEqualTo(new ChangeSettings(ChangeEvents.NONE, true, ""));
        assertThat(config.routes().format()).isEqualTo("telemetry.${topic}");
        assertThat(config.routes().quoting()).isEqualTo(Quoting.NEVER);
        assertThat(config.routes().mappings()).extracting(TopicMapping::table).containsExactly("sales.orders");
        assertThat(config.lanes()).isEqualTo(new LaneSettings(4, Ordering.PARTITION, true));
        assertThat(config.delivery())
                .isEqualTo(new DeliverySettings(Guarantee.EXACTLY_ONCE, "other", "own.offsets", Durability.DEFERRED));
        assertThat(config.batch()).isEqualTo(new BatchSettings(100, 2048, Duration.ofMillis(5)));
        assertThat(config.flow()).isEqualTo(new FlowSettings(2_000_000, 7, Duration.ofMillis(9)));
        assertThat(config.retry())
                .isEqualTo(new RetrySettings(
                        Duration.ofMillis(11),
                        Duration.ofMillis(13),
                        Optional.of(Duration.ofMillis(17)),
                        OptionalInt.of(19),
                        Duration.ofMillis(23)));
        assertThat(config.notes())
                .containsExactly(
                        "batch.size is a hint that is not needed: batches grow to batch.max.rows and batch.bytes");
    }

    @Test
    void theConnectorsNameAndTheTasksNumberAreConnects() {
        SinkConfig config = with("name", "orders", SinkConfig.TASK, "3");

        assertThat(config.connectorName()).isEqualTo("orders");
        assertThat(config.task()).isEqualTo(3);
    }

    @Test
    void keysOfConnectAreNoneOfOurs() {
        SinkConfig config = with("topics", "a,b", "tasks.max", "3", "transforms", "t", "errors.log.enable", "true");

        assertThat(config.notes()).isEmpty();
    }

    @Test
    void aNullInTheConnectorsJsonSaysNothing() {
        SinkConfig config = with("pk.mode", null, "lanes", null, "dialect.name", null);

        assertThat(config.keys().mode()).isEqualTo(PkMode.NONE);
        assertThat(config.lanes().lanes()).isEqualTo(LaneSettings.DEFAULT_LANES);
    }

    @Test
    void aConfigProviderThatSettingsNameIsNotLoaded() {
        SinkConfig config =
                with("config.providers", "x", "config.providers.x.class", "no.such.Type", "connection.user", "${x:y}");

        assertThat(config.connection().user()).contains("${x:y}");
    }

    @ParameterizedTest
    @CsvSource({
        "true, ,        DELETE, true",
        "false, ,       IGNORE, false",
        ", ,            IGNORE, false",
        ", delete,      DELETE, true",
        ", fail,        FAIL,   false",
        "false, ignore, IGNORE, false",
        "false, fail,   FAIL,   false",
        "true, delete,  DELETE, true",
    })
    void aRecordWithoutAValueDoesWhatDeletesImply(String deletes, String onNull, NullValues nulls, boolean isDeleting) {
        KeySettings keys = with("pk.mode", "record_key", "delete.enabled", deletes, "behavior.on.null.values", onNull)
                .keys();

        assertThat(keys.nulls()).isEqualTo(nulls);
        assertThat(keys.deletes()).isEqualTo(isDeleting);
    }

    @Test
    void kafkasColumnsHaveTheNamesThatOtherSinksGiveThem() {
        assertThat(with("pk.mode", "kafka").keys().fields())
                .containsExactly("__connect_topic", "__connect_partition", "__connect_offset");
        assertThat(with("pk.mode", "kafka", "pk.fields", "t,p,o").keys().fields())
                .containsExactly("t", "p", "o");
    }

    @Test
    void theDriversParametersLoseTheirPrefix() {
        SinkConfig config = with("connection.sslmode", "verify-full", "connection.socketTimeout", "30");

        assertThat(config.connection().driver()).isEqualTo(Map.of("sslmode", "verify-full", "socketTimeout", "30"));
    }

    @ParameterizedTest
    @CsvSource({"30, 15000", "600, 60000", "0, 60000"})
    void statementsEndBeforeAShorterSocketTimeoutDoes(String socketSeconds, long statementMillis) {
        Duration byKey =
                with("connection.socketTimeout", socketSeconds).connection().statementTimeout();
        Duration byUrl = with("connection.url", "jdbc:postgresql://db/x?socketTimeout=" + socketSeconds)
                .connection()
                .statementTimeout();

        assertThat(byKey).isEqualTo(Duration.ofMillis(statementMillis)).isEqualTo(byUrl);
    }

    @Test
    void aFirstPauseAboveTheLongestByDefaultIsTheLongest() {
        RetrySettings retry = with("retry.backoff.ms", "30000").retry();

        assertThat(retry.maxBackoff()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void noSecretIsTold() {
        Map<String, String> settings = EveryKey.settings();
        settings.put("connection.sslpassword", "s3cret3");
        settings.put("connection.options", "-c app.token=s3cret4");
        SinkConfig config = SinkConfig.of(settings);

        String told = config.describe() + config + config.connection() + config.notes();

        assertThat(told).doesNotContain("s3cret").doesNotContain("ann");
        assertThat(config.describe())
                .contains("connection.url=jdbc:postgresql://a:5432,b:5432/x")
                .contains("connection.password=[hidden]")
                .contains("connection.sslpassword=[hidden]")
                .contains("insert.mode=Upsert");
    }

    @Test
    void aMissingUrlIsRefused() {
        assertThatThrownBy(() -> SinkConfig.of(Map.of("name", "orders")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("connection.url");
    }

    @Test
    void allThatContradictsIsToldAtOnceAndWithoutSecrets() {
        assertThatThrownBy(() -> with(
                        "connection.password", "s3cret",
                        "connection.socketFactory", "s3cret.Factory",
                        "insert.mode", "upsert",
                        "delete.enabled", "true"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("connection.socketFactory: the driver's parameter socketFactory is refused")
                .hasMessageContaining("pk.mode: insert.mode=upsert")
                .hasMessageContaining("delete.enabled=true deletes by a key")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert.mode|replace|must be one of insert, upsert, update, ignore",
                "write.method|merge|must be one of auto, copy, unnest",
                "pk.mode|key|must be one of none, kafka, record_key, record_value, record_header",
                "behavior.on.null.values|skip|must be one of (empty), delete, ignore, fail",
                "quote.sql.identifiers|true|must be one of always, never",
                "ordering|table|must be one of auto, key, partition",
                "delete.enabled|yes|either true or false",
                "upsert.skip.unchanged|1|either true or false",
                "db.timezone|Mars/Base|is no time zone",
                "lanes|0|at least 1",
                "lanes|65|no more than 64",
                "linger.ms|-1|at least 0",
                "batch.max.rows|0|at least 1",
                "batch.bytes|1|at least 1024",
                "batch.size|-1|at least 0",
                "buffer.memory.bytes|1|at least 1048576",
                "max.unsettled.records|0|at least 1",
                "flush.timeout.ms|-1|at least 0",
                "retry.backoff.ms|0|at least 1",
                "retry.backoff.max.ms|0|at least 1",
                "retry.timeout.ms|-2|at least -1",
                "foreign.key.retry.ms|-1|at least 0",
                "max.retries|-2|at least -1",
                "connection.statement.timeout.ms|1|at least 1000",
                "connection.max.lifetime.ms|1|at least 30000",
                "table.name.format|${topics}|unknown placeholder",
                "topics.to.tables.mapping|orders|is not topic:table"
            })
    void aValueOutsideItsRangeIsRefusedByItsKey(String key, String value, String reason) {
        assertThatThrownBy(() -> with(key, value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(reason);
    }

    @Test
    void deliveryIsReadWithTheConnectorsNameAsItsId() {
        SinkConfig config = SinkConfig.of(Map.of(
                "connection.url", "jdbc:postgresql://db/x", "name", "orders", "delivery.guarantee", "Exactly_Once"));

        assertThat(config.delivery())
                .isEqualTo(
                        new DeliverySettings(Guarantee.EXACTLY_ONCE, "orders", "millrace_offsets", Durability.COMMIT));
        assertThat(config.lanes().wholePartitions()).isTrue();
    }

    @Test
    void exactlyOnceAdvisesOfWhatTheConsumerShouldHave() {
        Map<String, String> settings =
                new HashMap<>(Map.of("connection.url", "jdbc:postgresql://db/x", "delivery.guarantee", "exactly_once"));
        settings.put("consumer.override.auto.offset.reset", "latest");

        assertThat(SinkConfig.of(settings).advice())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("consumer.override.isolation.level=read_committed is recommended"))
                .anyMatch(line -> line.startsWith("consumer.override.auto.offset.reset=earliest is recommended"));
        settings.put("consumer.override.auto.offset.reset", "earliest");
        settings.put("consumer.override.isolation.level", "read_committed");
        assertThat(SinkConfig.of(settings).advice()).isEmpty();
    }

    @Test
    void aTableOfOffsetsHasOneNameAndPerhapsASchema() {
        Map<String, String> settings =
                Map.of("connection.url", "jdbc:postgresql://db/x", "exactly.once.table", "a.b.c");

        assertThatThrownBy(() -> SinkConfig.of(settings)).hasMessageContaining("exactly.once.table");
    }
}
