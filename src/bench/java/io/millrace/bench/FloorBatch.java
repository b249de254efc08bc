package io.millrace.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** One transaction of the floor, over all of its tables. Immutable. */
record FloorBatch(List<TableRows> tables) {
    /** From here on a larger transaction gains a floor little. */
    static final int ROWS = 10_000;

    /** The newest value of each key, as the floor is owed: deduplicated beforehand. */
    static FloorBatch of(Shape shape, List<SinkRecord> records) {
        Map<String, Map<Object, Object>> newest = new LinkedHashMap<>();
        for (SinkRecord record : records) {
            Map<Object, Object> rows = newest.computeIfAbsent(record.topic(), none -> new LinkedHashMap<>());
            Object key = ((Struct) record.key()).get("id");
            rows.remove(key);
            rows.put(key, record.value());
        }
        List<TableRows> tables = new ArrayList<>();
        newest.forEach((table, rows) -> tables.add(of(shape, table, rows)));
        return new FloorBatch(tables);
    }

    private static TableRows of(Shape shape, String table, Map<Object, Object> newest) {
        CopyBytes bytes = new CopyBytes();
        bytes.begin();
        List<Long> deletes = new ArrayList<>();
        newest.forEach((key, value) -> {
            if (value == null) {
                deletes.add((Long) key);
            } else {
                shape.append((Struct) value, bytes);
            }
        });
        bytes.end();
        return new TableRows(table, bytes.taken(), deletes.toArray(Long[]::new));
    }
}
