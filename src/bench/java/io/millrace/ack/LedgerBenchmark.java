package io.millrace.ack;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a record costs the ledger from being accepted to being committable, by turns over partitions. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LedgerBenchmark {
    private static final int RECORDS = 50_000;

    @Param({"1", "20", "200"})
    public int partitions;

    private final OffsetLedger ledger = new OffsetLedger();
    private final Claims claims = new Claims();
    private TopicPartition[] open;
    private int[] slots;
    private long offset;

    @Setup(Level.Trial)
    public void open() {
        open = new TopicPartition[partitions];
        slots = new int[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            open[partition] = new TopicPartition("bench", partition);
            slots[partition] = ledger.open(open[partition]);
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long acceptSettleAndCommit() {
        claims.clear();
        for (int record = 0; record < RECORDS; record++) {
            int slot = slots[record % partitions];
            long at = offset + record / partitions;
            claims.add(slot, ledger.accept(slot, at), at);
        }
        offset += RECORDS / partitions;
        ledger.settle(claims);
        long committable = 0;
        for (TopicPartition partition : open) {
            committable += ledger.committable(partition, offset).orElse(0);
        }
        return committable;
    }
}
