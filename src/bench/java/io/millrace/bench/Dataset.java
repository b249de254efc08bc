package io.millrace.bench;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** The rows of a workload, made before any clock starts: as records, and as the floor's bytes. */
record Dataset(Workload workload, List<SinkRecord> records, List<FloorBatch> batches) {
    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();

    /** Far from the numbers of prefilled rows, so that an update changes every column. */
    static final int FIRST_ROW = 10_000_000;

    static Dataset of(Workload workload) {
        int[] keys = workload.keys();
        List<SinkRecord> records = new ArrayList<>(keys.length);
        for (int row = 0; row < keys.length; row++) {
            records.add(record(workload, keys[row], row));
        }
        return new Dataset(workload, records, batches(workload.shape(), records));
    }

    static SinkRecord record(Workload workload, long id, int row) {
        Struct key = new Struct(KEY).put("id", id);
        Struct value = workload.deletes(row) ? null : value(workload, id, row);
        TopicPartition place = workload.spread().place(row);
        int offset = row / workload.spread().places();
        Schema schema = value == null ? null : value.schema();
        return new SinkRecord(place.topic(), place.partition(), KEY, key, schema, value, offset);
    }

    private static Struct value(Workload workload, long id, int row) {
        Shape shape = workload.shape();
        return workload.isFormer(row) ? shape.formerStruct(id, FIRST_ROW + row) : shape.struct(id, FIRST_ROW + row);
    }

    private static List<FloorBatch> batches(Shape shape, List<SinkRecord> records) {
        List<FloorBatch> batches = new ArrayList<>();
        for (int at = 0; at < records.size(); at += FloorBatch.ROWS) {
            batches.add(FloorBatch.of(shape, records.subList(at, Math.min(records.size(), at + FloorBatch.ROWS))));
        }
        return batches;
    }

    /** The first rows of it, in whole transactions of the floor. */
    Dataset part(int rows) {
        int wanted = (rows + FloorBatch.ROWS - 1) / FloorBatch.ROWS;
        int batchCount = Math.min(wanted, batches.size());
        int recordCount = Math.min(records.size(), batchCount * FloorBatch.ROWS);
        return new Dataset(
                workload.first(recordCount), records.subList(0, recordCount), batches.subList(0, batchCount));
    }
}
