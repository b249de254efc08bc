package io.millrace.config;

import java.util.HashMap;
import java.util.Map;

/** A value for each of our settings that is not its default. */
final class EveryKey {
    private EveryKey() {}

    static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("connection.url", SinkConfigTest.URL);
        settings.put("connection.user", "writer");
        settings.put("connection.password", "s3cret2");
        settings.put("connection.statement.timeout.ms", "20000");
        settings.put("connection.max.lifetime.ms", "60000");
        settings.put("insert.mode", "Upsert");
        settings.put("write.method", "UNNEST");
        settings.put("connection.pooler", "session");
        settings.put("upsert.skip.unchanged", "true");
        settings.put("nulls.keep.existing", "true");
        settings.put("upsert.when.newer", "updated_at");
        settings.put("delivery.guarantee", "exactly_once");
        settings.put("exactly.once.id", "other");
        settings.put("exactly.once.table", "own.offsets");
        settings.put("durability", "deferred");
        settings.put("db.timezone", "Europe/Berlin");
        settings.put("timestamp.unit", "seconds");
        settings.put("null.characters", "strip");
        settings.put("pk.mode", "RECORD_KEY");
        settings.put("pk.fields", "tenant, id");
        settings.put("delete.enabled", "true");
        settings.put("behavior.on.null.values", "Delete");
        settings.put("change.events", "None");
        settings.put("truncate.enabled", "true");
        settings.put("unavailable.value.placeholder", "(none)");
        settings.put("table.name.format", "telemetry.${topic}");
        settings.put("topics.to.tables.mapping", "orders:sales.orders");
        settings.put("quote.sql.identifiers", "never");
        settings.put("unknown.fields", "Ignore");
        settings.put("store.column", "rest");
        settings.put("value.column", "doc");
        settings.put("flatten", "true");
        settings.put("flatten.delimiter", ".");
        settings.put("auto.create", "true");
        settings.put("auto.evolve", "true");
        settings.put("schema.evolution", "basic");
        settings.put("table.create.unlogged", "true");
        settings.put("table.create.storage.parameters", "fillfactor=80");
        settings.put("table.create.compression", "pglz");
        settings.put("table.create.partition.by", "id");
        settings.put("table.create.partition.interval", "month");
        settings.put("table.create.partition.ahead", "2");
        settings.put("table.create.partition.reach", "36");
        settings.put("table.create.partition.retention", "12");
        settings.put("table.create.partition.expired", "drop");
        settings.put("lanes", "4");
        settings.put("ordering", "partition");
        settings.put("linger.ms", "5");
        settings.put("batch.max.rows", "100");
        settings.put("batch.bytes", "2048");
        settings.put("batch.size", "3000");
        settings.put("buffer.memory.bytes", "2000000");
        settings.put("max.unsettled.records", "7");
        settings.put("flush.timeout.ms", "9");
        settings.put("retry.backoff.ms", "11");
        settings.put("retry.backoff.max.ms", "13");
        settings.put("retry.timeout.ms", "17");
        settings.put("foreign.key.retry.ms", "23");
        settings.put("max.retries", "19");
        settings.put("fields.whitelist", "a, t:b");
        settings.put("on.missing.field", "Null");
        settings.put("replace.null.with.default", "false");
        settings.put("metadata.columns", "Offset, headers");
        settings.put("metadata.columns.prefix", "k_");
        return settings;
    }
}
