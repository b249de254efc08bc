package io.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ack.Verdict;
import io.millrace.config.RetrySettings;
import io.millrace.metrics.TaskMetrics;
import io.millrace.table.TypeKind;
import io.millrace.testing.CapturedLog;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestTable;
import io.millrace.write.BatchWriter;
import io.millrace.write.Chains;
import io.millrace.write.Deferral;
import io.millrace.write.LaneBatch;
import io.millrace.write.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches whose commits did not wait for the disk. The test's thread is the lane's. */
class TailTest {
    private final HandOver handOver = new HandOver(1, Duration.ZERO, this::now);
    private final TaskMetrics metrics = TaskMetrics.register("tail-test", 0);
    private final TestTable table = TestTable.named("t").with("id", TypeKind.INT8);
    private final Unflushed writer = new Unflushed();
    private final Lane lane = new Lane(
            0,
            handOver,
            writer,
            new SecondChances(
                    new Retries(0, handOver, policy(), metrics),
                    new SetAside(handOver, Chains.ofKeys(), Duration.ZERO, this::now)),
            new LaneSurroundings("tail-test", metrics, this::now));
    private long nanos;

    private static RetryPolicy policy() {
        Duration pause = Duration.ofMillis(1);
        return new RetryPolicy(
                new RetrySettings(pause, pause, Optional.empty(), OptionalInt.empty(), Duration.ZERO), new Random(1));
    }

    private long now() {
        return nanos;
    }

    /** Keeps what is not flushed, loses it where it is told to, and refuses what comes out of order. */
    private static final class Unflushed implements BatchWriter, Deferral {
        private final List<Integer> unflushed = new ArrayList<>();
        private final List<Integer> flushed = new ArrayList<>();
        private int losses;
        private boolean lost;

        @Override
        public Outcome write(LaneBatch batch) {
            if (lost) {
                return new Outcome.Transient("08006", "lost (08006)", true);
            }
            unflushed.add(batch.records());
            return new Outcome.Written();
        }

        @Override
        public Deferral deferral() {
            return this;
        }

        @Override
        public boolean isOwed() {
            return !unflushed.isEmpty();
        }

        @Override
        public boolean isLost() {
            return lost;
        }

        @Override
        public void startOver() {
            unflushed.clear();
            lost = false;
        }

        @Override
        public Outcome secure() {
            if (losses-- > 0) {
                lost = true;
                return new Outcome.Transient("08006", "lost (08006)", true);
            }
            flushed.addAll(unflushed);
            unflushed.clear();
            return new Outcome.Written();
        }

        @Override
        public void abort() {}

        @Override
        public void close() {}
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    private void give(int records) {
        TestBatch batch = new TestBatch();
        for (int at = 0; at < records; at++) {
            batch.write(table.appending(), table.set("id"), (long) at);
        }
        handOver.begin(0, batch.batch());
        handOver.seal(0);
    }

    private List<Verdict> verdicts() {
        List<Settlement> settlements = new ArrayList<>();
        handOver.drainSettlements(settlements);
        return settlements.stream().map(Settlement::verdict).toList();
    }

    private void later() {
        nanos += Duration.ofMillis(300).toNanos();
    }

    @Test
    void batchesComeBackWhenTheyAreDurableAndNotBefore() throws Exception {
        give(1);
        give(2);
        lane.doWork();
        lane.doWork();
        List<Verdict> before = verdicts();
        later();

        boolean goesOn = lane.doWork();

        assertThat(before).isEmpty();
        assertThat(goesOn).isTrue();
        assertThat(verdicts()).containsExactly(new Verdict.Written(), new Verdict.Written());
        assertThat(writer.flushed).containsExactly(1, 2);
    }

    @Test
    void aBusyLaneFlushesInBetween() throws Exception {
        give(1);
        give(2);
        lane.doWork();
        later();

        lane.doWork();

        assertThat(verdicts()).hasSize(2);
    }

    @Test
    void whatIsLostIsWrittenAgainInItsOrder() throws Exception {
        writer.losses = 3;
        give(1);
        give(2);
        give(3);
        lane.doWork();
        lane.doWork();
        lane.doWork();
        later();

        lane.doWork();

        assertThat(writer.flushed).containsExactly(1, 2, 3);
        assertThat(verdicts()).hasSize(3).containsOnly(new Verdict.Written());
    }

    @Test
    void nothingOvertakesWhatIsLost() throws Exception {
        give(1);
        give(2);
        lane.doWork();
        writer.lost = true;

        lane.doWork();
        later();
        lane.doWork();

        assertThat(writer.flushed).containsExactly(1, 2);
    }

    @Test
    void nothingIsToldOfALossThatLeavesNothingToWriteAgain() throws Exception {
        writer.lost = true;
        give(1);

        try (CapturedLog log = CapturedLog.begin()) {
            lane.doWork();

            assertThat(log.text()).doesNotContain("A connection was lost");
        }
        later();
        lane.doWork();
        assertThat(writer.flushed).containsExactly(1);
    }

    @Test
    void aLaneFlushesAtOnceWhenItsSettlementsAreAwaited() throws Exception {
        give(1);
        lane.doWork();
        Thread task = new Thread(() -> await(Duration.ofSeconds(20)));
        task.start();

        boolean goesOn = true;
        while (writer.flushed.isEmpty() && goesOn) {
            goesOn = lane.doWork();
        }
        task.join();

        assertThat(writer.flushed).containsExactly(1);
    }

    private void await(Duration atMost) {
        try {
            handOver.awaitSettlement(atMost);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
