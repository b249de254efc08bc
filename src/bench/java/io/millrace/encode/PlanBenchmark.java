package io.millrace.encode;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Finding the plan of a record: of the schema that came last, of two by turns, and of equal ones that a converter makes anew. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlanBenchmark {
    private final ChangeReader changes = Reading.changes();
    private final RowPlans plans = Reading.plans();
    private final SinkRecord[] same = {record(1), null};
    private final SinkRecord[] versions = {record(1), record(2)};
    private final SinkRecord[] equal = {record(1), record(1)};
    private int turn;

    public PlanBenchmark() {
        same[1] = same[0];
    }

    private static SinkRecord record(int version) {
        SchemaBuilder builder = SchemaBuilder.struct().name("reading").version(version);
        builder.field("id", Schema.INT64_SCHEMA).field("device", Schema.STRING_SCHEMA);
        if (version > 1) {
            builder.field("note", Schema.OPTIONAL_STRING_SCHEMA);
        }
        Schema schema = builder.build();
        Struct value = new Struct(schema).put("id", 1L).put("device", "sensor-0042");
        return new SinkRecord(Reading.TOPIC, 0, null, null, schema, value, 0);
    }

    @Benchmark
    public RowPlan ofTheSameSchema() {
        return next(same);
    }

    @Benchmark
    public RowPlan ofTwoVersionsByTurns() {
        return next(versions);
    }

    @Benchmark
    public RowPlan ofEqualSchemasByTurns() {
        return next(equal);
    }

    private RowPlan next(SinkRecord[] records) {
        turn ^= 1;
        return plans.write(changes.read(records[turn]));
    }
}
