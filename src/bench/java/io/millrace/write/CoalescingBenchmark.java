package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.config.Ordering;
import io.millrace.table.ColumnSet;
import io.millrace.table.ColumnSets;
import io.millrace.table.Destination;
import io.millrace.table.TypeKind;
import io.millrace.testing.TableBuilder;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a row costs on its way into a keyed batch, by how many different keys the rows of a batch have. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CoalescingBenchmark {
    private static final int ROWS = 50_000;
    private static final long SEED = 20261121;

    @Param({"100", "5000", "1000000"})
    public int keys;

    private final Destination table = TableBuilder.aTable("bench")
            .with("id", TypeKind.INT8)
            .with("reading", TypeKind.FLOAT8)
            .keyedBy("id");
    private final ColumnSet set = new ColumnSets(table).of(table.shape().columns());
    private final RowTarget target = RowTarget.of(table, WriteRule.plain(InsertMode.UPSERT), false, Ordering.AUTO);
    private final LaneBatch batch = new LaneBatch();
    private final Row row = new Row();
    private final long[] ids = new long[ROWS];

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int at = 0; at < ROWS; at++) {
            ids[at] = random.nextInt(keys);
        }
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public LaneBatch offer() {
        batch.clear();
        for (int at = 0; at < ROWS; at++) {
            row.from(0, at, 0);
            row.begin(target, RowKind.WRITE);
            row.tuple().putShort(2);
            row.tuple().putInt(Long.BYTES);
            row.tuple().putLong(ids[at]);
            row.tuple().putInt(Double.BYTES);
            row.tuple().putLong(at);
            row.end(set);
            batch.offer(row, at);
        }
        return batch;
    }
}
