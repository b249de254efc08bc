package io.millrace.bench;

import io.millrace.bench.discard.DiscardConnector;
import java.util.HashMap;
import java.util.Map;

/**
 * A connector that empties a topic, with its converter. Immutable.
 *
 * @param sink whose connector it is
 */
record Pipe(String name, Sink sink, Payload payload, boolean isUpsert, Map<String, String> settings) {
    private static final String POLL = "consumer.override.max.poll.records";
    /** As the files in config have it. */
    private static final String SHIPPED_POLL = "5000";

    enum Sink {
        MILLRACE,
        PEER,
        DISCARD
    }

    static Pipe millrace(BenchServer server, Payload payload, boolean isUpsert) {
        Map<String, String> settings = new HashMap<>(payload.settings());
        settings.put("connector.class", "io.millrace.PostgresSinkConnector");
        settings.put("connection.url", server.url());
        settings.put("connection.user", BenchServer.USER);
        settings.put("table.name.format", "events");
        settings.put("insert.mode", mode(isUpsert));
        settings.put("pk.mode", "record_value");
        settings.put("pk.fields", "id");
        settings.put(POLL, SHIPPED_POLL);
        settings.putAll(Options.settings());
        return new Pipe("Millrace, " + payload.title(), Sink.MILLRACE, payload, isUpsert, settings);
    }

    static Pipe peer(BenchServer server, PeerStyle style, boolean isUpsert) {
        Payload payload = Payload.SCHEMAS;
        Map<String, String> settings = new HashMap<>(payload.settings());
        settings.putAll(style.settings(server));
        settings.put("connector.class", PeerPlugin.CONNECTOR);
        settings.put("collection.name.format", "events");
        settings.put("insert.mode", mode(isUpsert));
        settings.put("primary.key.mode", "record_value");
        settings.put("primary.key.fields", "id");
        settings.put(POLL, Integer.toString(style.poll()));
        if (isUpsert) {
            settings.putAll(PeerStyle.upsertSettings(false, false));
        }
        return new Pipe("peer (" + style.name() + "), " + payload.title(), Sink.PEER, payload, isUpsert, settings);
    }

    static Pipe discard(Payload payload) {
        Map<String, String> settings = new HashMap<>(payload.settings());
        settings.put("connector.class", DiscardConnector.class.getName());
        settings.put(POLL, SHIPPED_POLL);
        return new Pipe("thrown away, " + payload.title(), Sink.DISCARD, payload, false, settings);
    }

    private static String mode(boolean isUpsert) {
        return isUpsert ? "upsert" : "insert";
    }

    String title() {
        return (sink == Sink.DISCARD ? "" : mode(isUpsert) + ", ") + name;
    }

    Map<String, String> reading(String topic) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("topics", topic);
        all.put("tasks.max", "1");
        return all;
    }
}
