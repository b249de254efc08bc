package io.millrace;

import io.millrace.testing.DebeziumEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** A source's table that is changed at random, with a large column that most updates leave. Confined to one test. */
final class ChangingTable {
    static final String UNAVAILABLE = "__debezium_unavailable_value";
    private static final int KEYS = 60;

    private final String topic;
    private final DebeziumEvents events;
    private final List<SinkRecord> records;
    private final Map<Long, Struct> rows = new TreeMap<>();

    /** Its events go to these records. */
    ChangingTable(String topic, boolean schemas, List<SinkRecord> records) {
        this.topic = topic;
        this.records = records;
        this.events = schemas ? events(topic) : events(topic).withoutSchemas();
    }

    static DebeziumEvents events(String topic) {
        return DebeziumEvents.on(
                topic,
                SchemaBuilder.struct()
                        .field("id", Schema.INT64_SCHEMA)
                        .field("v", Schema.OPTIONAL_STRING_SCHEMA)
                        .field("doc", Schema.OPTIONAL_STRING_SCHEMA),
                "id");
    }

    String topic() {
        return topic;
    }

    void change(Random random) {
        int chance = random.nextInt(300);
        if (chance == 0) {
            rows.clear();
            records.add(events.truncate());
        } else if (chance < 90 || rows.isEmpty()) {
            insert(random);
        } else if (chance < 200) {
            update(random);
        } else if (chance < 240) {
            move(random);
        } else if (chance < 260) {
            split(random);
        } else {
            delete(random);
        }
    }

    void insert(Random random) {
        long id = freeKey(random);
        Struct row = events.row(id, "v" + random.nextInt(1000), "doc" + random.nextInt(1000));
        rows.put(id, row);
        records.add(events.insert(row));
    }

    void update(Random random) {
        Struct was = anyRow(random);
        Struct now = changed(was, was.getInt64("id"), random);
        rows.put(was.getInt64("id"), now);
        records.add(random.nextBoolean() ? events.update(lacking(now, was)) : events.update(was, lacking(now, was)));
    }

    void move(Random random) {
        Struct was = anyRow(random);
        Struct now = changed(was, freeKey(random), random);
        rows.remove(was.getInt64("id"));
        rows.put(now.getInt64("id"), now);
        records.add(events.update(was, lacking(now, was)));
    }

    void split(Random random) {
        Struct was = anyRow(random);
        Struct now = changed(was, freeKey(random), random);
        rows.remove(was.getInt64("id"));
        rows.put(now.getInt64("id"), now);
        records.add(events.delete(was));
        records.add(events.tombstone(was));
        records.add(events.insert(now));
    }

    void delete(Random random) {
        Struct was = anyRow(random);
        rows.remove(was.getInt64("id"));
        records.add(events.delete(was));
        records.add(events.tombstone(was));
    }

    private Struct changed(Struct was, long id, Random random) {
        Object doc = random.nextInt(4) == 0 ? "doc" + random.nextInt(1000) : was.get("doc");
        return events.row(id, "v" + random.nextInt(1000), doc);
    }

    /** As an update tells it: without the large value where that was not touched. */
    private Struct lacking(Struct now, Struct was) {
        boolean isSame = now.get("doc").equals(was.get("doc"));
        return isSame ? events.row(now.get("id"), now.get("v"), UNAVAILABLE) : now;
    }

    private Struct anyRow(Random random) {
        List<Struct> all = new ArrayList<>(rows.values());
        return all.get(random.nextInt(all.size()));
    }

    private long freeKey(Random random) {
        long id = random.nextInt(KEYS);
        while (rows.containsKey(id)) {
            id = random.nextInt(3 * KEYS);
        }
        return id;
    }

    String dump() {
        return rows.values().stream()
                .map(row -> row.get("id") + " " + row.get("v") + " " + row.get("doc"))
                .collect(Collectors.joining("|"));
    }
}
