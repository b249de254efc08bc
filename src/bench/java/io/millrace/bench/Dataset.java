package io.millrace.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** The rows of a workload, made before any clock starts: as records of one partition, and as the floor's bytes. */
record Dataset(Workload workload, Shape shape, List<SinkRecord> records, List<FloorBatch> batches) {
    static final String TOPIC = "bench";
    static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();

    /** Far from the numbers of prefilled rows, so that an update changes every column. */
    private static final int FIRST_ROW = 10_000_000;

    static Dataset of(Workload workload, Shape shape) {
        int[] keys = workload.keys(shape);
        List<SinkRecord> records = new ArrayList<>(keys.length);
        for (int row = 0; row < keys.length; row++) {
            long id = keys[row];
            Struct key = new Struct(KEY).put("id", id);
            Struct value = workload.deletes(row) ? null : shape.struct(id, FIRST_ROW + row);
            records.add(new SinkRecord(TOPIC, 0, KEY, key, value == null ? null : shape.schema(), value, row));
        }
        return new Dataset(workload, shape, records, batches(workload, shape, records));
    }

    private static List<FloorBatch> batches(Workload workload, Shape shape, List<SinkRecord> records) {
        List<FloorBatch> batches = new ArrayList<>();
        for (int at = 0; at < records.size(); at += FloorBatch.ROWS) {
            Map<Object, Object> newest = new LinkedHashMap<>();
            for (SinkRecord record : records.subList(at, Math.min(records.size(), at + FloorBatch.ROWS))) {
                Object key = ((Struct) record.key()).get("id");
                newest.remove(key);
                newest.put(key, record.value());
            }
            batches.add(FloorBatch.of(shape, newest));
        }
        return batches;
    }

    /** The first rows of it, to warm up with. */
    Dataset part(int rows) {
        int most = Math.min(rows, records.size());
        int batchCount = (most + FloorBatch.ROWS - 1) / FloorBatch.ROWS;
        return new Dataset(workload, shape, records.subList(0, most), batches.subList(0, batchCount));
    }

    /** What the table holds before. */
    static List<FloorBatch> prefill(Workload workload, Shape shape) {
        List<FloorBatch> batches = new ArrayList<>();
        for (int at = 0; at < workload.prefilled(); at += FloorBatch.ROWS) {
            Map<Object, Object> rows = new LinkedHashMap<>();
            for (long id = at; id < at + FloorBatch.ROWS; id++) {
                rows.put(id, shape.struct(id, id));
            }
            batches.add(FloorBatch.of(shape, rows));
        }
        return batches;
    }
}
