package io.millrace.testing;

import java.util.HashMap;
import java.util.Map;

/** Connector settings with quiet defaults: those of a database, and what a test says besides. Immutable. */
public final class Settings {
    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    public static Settings of(TestDatabase database) {
        return new Settings(
                Map.of("name", "test", "connection.url", database.jdbcUrl(), "connection.user", database.user()));
    }

    /** For rows that are found again by the record's key, and deleted by tombstones. */
    public static Settings upserting(TestDatabase database) {
        return of(database)
                .with("insert.mode", "upsert")
                .with("pk.mode", "record_key")
                .with("delete.enabled", true);
    }

    /** With a dead letter queue, so that bad records are reported. */
    public Settings tolerating() {
        return with("errors.tolerance", "all").with("errors.deadletterqueue.topic.name", "dead");
    }

    public Settings through(Proxy proxy) {
        return with("connection.url", proxy.jdbcUrl());
    }

    public Settings with(String key, Object value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(key, String.valueOf(value));
        return new Settings(more);
    }

    public Map<String, String> map() {
        return Map.copyOf(values);
    }
}
