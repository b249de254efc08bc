package io.millrace.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A way to configure the peer. Its batches never outlive a put, so that long polls are part of its best configuration.
 *
 * @param rewrites whether its driver makes INSERTs of many rows out of batches
 * @param unnests whether it sends arrays
 */
record PeerStyle(String name, boolean rewrites, boolean unnests, int poll) {
    static final PeerStyle PLAIN = new PeerStyle("batches", false, false, Millrace.LONG_POLL);
    static final PeerStyle REWRITE = new PeerStyle("rewritten batches", true, false, Millrace.LONG_POLL);
    static final PeerStyle UNNEST = new PeerStyle("arrays", true, true, Millrace.LONG_POLL);

    /** Those that are worth a try. */
    static List<PeerStyle> all() {
        List<PeerStyle> all = new ArrayList<>(List.of(PLAIN, REWRITE, UNNEST));
        all.add(new PeerStyle("rewritten batches of 500", true, false, Millrace.POLL));
        all.add(new PeerStyle("arrays of 500", true, true, Millrace.POLL));
        return all;
    }

    Map<String, String> settings(BenchServer server) {
        Map<String, String> settings = new HashMap<>();
        settings.put("connection.url", server.url() + (rewrites ? "?reWriteBatchedInserts=true" : ""));
        settings.put("connection.username", BenchServer.USER);
        settings.put("connection.password", "any");
        settings.put("connection.pool.min_size", "1");
        settings.put("batch.size", Integer.toString(poll));
        settings.put("dialect.postgres.unnest.insert.enabled", Boolean.toString(unnests));
        settings.put("schema.evolution", "none");
        return settings;
    }

    /** Repeated keys break batches that are one statement, and deletes any; where there are none, the buffer only costs. */
    static Map<String, String> upsertSettings(boolean repeats, boolean deletes) {
        return Map.of(
                "insert.mode", "upsert",
                "use.reduction.buffer", Boolean.toString(repeats || deletes),
                "delete.enabled", Boolean.toString(deletes));
    }
}
