package io.millrace.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.config.types.Password;

/** STUB. */
public record SinkConfig(Map<String, String> s) {
    public static SinkConfig of(Map<String, String> settings) {
        return new SinkConfig(Map.copyOf(settings));
    }

    private String get(String key, String or) {
        return s.getOrDefault(key, or);
    }

    public String connectorName() {
        return get("name", "millrace");
    }

    public int task() {
        return Integer.parseInt(get("millrace.task", "0"));
    }

    public String describe() {
        return connectorName();
    }

    public ConnectionSettings connection() {
        return new ConnectionSettings(
                s.get("connection.url"),
                Optional.ofNullable(s.get("connection.user")),
                Optional.ofNullable(s.get("connection.password")).map(Password::new),
                Map.of(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(30));
    }

    public KeySettings keys() {
        boolean deletes = Boolean.parseBoolean(get("delete.enabled", "false"));
        return new KeySettings(
                PkMode.valueOf(get("pk.mode", "none").toUpperCase(Locale.ROOT)),
                get("pk.fields", "").isEmpty()
                        ? List.of()
                        : List.of(get("pk.fields", "").split(",")),
                deletes,
                deletes ? NullValues.DELETE : NullValues.IGNORE);
    }

    public WriteSettings write() {
        return new WriteSettings(
                InsertMode.valueOf(get("insert.mode", "insert").toUpperCase(Locale.ROOT)),
                WriteMethod.valueOf(get("write.method", "auto").toUpperCase(Locale.ROOT)),
                Boolean.parseBoolean(get("upsert.skip.unchanged", "false")));
    }

    public BatchSettings batch() {
        return new BatchSettings(
                Integer.parseInt(get("batch.max.rows", "50000")),
                Long.parseLong(get("batch.bytes", "16777216")),
                Duration.ofMillis(Long.parseLong(get("linger.ms", "0"))));
    }

    public LaneSettings lanes() {
        return new LaneSettings(
                Integer.parseInt(get("lanes", "2")),
                Ordering.valueOf(get("ordering", "auto").toUpperCase(Locale.ROOT)));
    }

    public FlowSettings flow() {
        return new FlowSettings(Long.parseLong(get("buffer.memory.bytes", "67108864")), 1000000, Duration.ofSeconds(2));
    }

    public RetrySettings retry() {
        return new RetrySettings(Duration.ofMillis(200), Duration.ofSeconds(10), Optional.empty(), OptionalInt.empty());
    }

    public RouteSettings routes() {
        return new RouteSettings(get("table.name.format", "${topic}"), List.of(), Quoting.ALWAYS);
    }

    public EncodeSettings encode() {
        return new EncodeSettings(ZoneId.of("UTC"));
    }
}
