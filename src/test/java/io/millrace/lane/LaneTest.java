package io.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ack.RefusedRecord;
import io.millrace.ack.Verdict;
import io.millrace.config.RetrySettings;
import io.millrace.metrics.TaskMetrics;
import io.millrace.table.TypeKind;
import io.millrace.testing.CapturedLog;
import io.millrace.testing.ScriptedWriter;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestTable;
import io.millrace.write.Chains;
import io.millrace.write.LaneBatch;
import io.millrace.write.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Outcome LOST = new Outcome.Transient("08006", "connection lost (08006)", true);
    private static final Outcome DEADLOCK = new Outcome.Transient("40P01", "deadlock (40P01)", false);

    private final HandOver handOver = new HandOver(1, Duration.ZERO, System::nanoTime);
    private final TaskMetrics metrics = TaskMetrics.register("lane-test", 0);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void aBatchIsTriedUntilItIsWritten() throws Exception {
        ScriptedWriter writer = ScriptedWriter.answering(LOST, DEADLOCK, LOST);
        give(3);

        boolean goesOn = lane(writer, OptionalInt.empty()).doWork();

        assertThat(goesOn).isTrue();
        assertThat(writer.attempts()).isEqualTo(4);
        assertThat(writer.written()).containsExactly(3);
        assertThat(verdicts()).containsExactly(new Verdict.Written());
    }

    @Test
    void whatWasRefusedIsToldAndTheLaneGoesOn() throws Exception {
        List<RefusedRecord> refused = List.of(new RefusedRecord(1, "22001", "value too long (22001)"));
        ScriptedWriter writer = ScriptedWriter.answering(new Outcome.Written(refused, 0));
        give(2);

        boolean goesOn = lane(writer, OptionalInt.empty()).doWork();

        assertThat(goesOn).isTrue();
        assertThat(verdicts()).containsExactly(new Verdict.Written(refused));
    }

    @Test
    void aTableThatChangedForGoodIsNotSaidToHaveRecovered() throws Exception {
        Outcome missing = new Outcome.Transient("42P10", "no unique index (42P10)", false);
        ScriptedWriter writer = ScriptedWriter.answering(
                missing, missing, missing, missing, new Outcome.TableChanged("42P10", "no unique index (42P10)"));
        give(1);
        Lane lane = lane(writer, OptionalInt.empty());

        String said;
        try (CapturedLog log = CapturedLog.begin()) {
            lane.doWork();
            said = log.text();
        }

        assertThat(verdicts()).containsExactly(new Verdict.Outdated("no unique index (42P10)"));
        assertThat(said)
                .contains("The table is looked at again for some seconds")
                .doesNotContain("until it can", "recovered");
        assertThat(lane.isDown()).isFalse();
    }

    @Test
    void givingUpTellsHowOftenItTried() throws Exception {
        ScriptedWriter writer = ScriptedWriter.answering(LOST, LOST);
        give(1);

        lane(writer, OptionalInt.of(1)).doWork();

        assertThat(verdicts())
                .singleElement()
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.reason())
                                .startsWith("gave up after 2 attempts in ")
                                .endsWith("connection lost (08006)"));
    }

    @Test
    void aLaneThatStopsWhileItWaitsAbandonsItsBatch() throws Exception {
        ScriptedWriter writer = ScriptedWriter.answering(LOST, LOST, LOST, LOST, LOST, LOST);
        give(1);
        Lane lane = lane(writer, OptionalInt.empty());
        Thread stopping = new Thread(() -> {
            while (!lane.isDown()) {
                Thread.onSpinWait();
            }
            handOver.close();
        });
        stopping.start();

        boolean goesOn = lane.doWork();
        stopping.join();

        assertThat(goesOn).isFalse();
        assertThat(verdicts()).containsExactly(new Verdict.Abandoned());
    }

    @Test
    void whatWaitsForADeadLaneComesBackAbandoned() throws Exception {
        give(1);
        Lane lane = lane(
                ScriptedWriter.answering(new Outcome.Fatal("42P01", "no such table (42P01)")), OptionalInt.empty());
        lane.doWork();
        give(2);

        lane.close();
        give(3);

        assertThat(verdicts())
                .containsExactly(
                        new Verdict.Failed("no such table (42P01)"), new Verdict.Abandoned(), new Verdict.Abandoned());
    }

    @Test
    void rowsOfPartitionsClosedMeanwhileAreNotTriedAgain() throws Exception {
        LaneBatch batch = give(2);
        BitSet slots = new BitSet();
        slots.set(0);
        ScriptedWriter writer = ScriptedWriter.answering(DEADLOCK);
        Lane lane = lane(writer, OptionalInt.empty());
        handOver.drop(slots);

        lane.doWork();

        assertThat(batch.tables().get(0).liveRows()).isZero();
        assertThat(verdicts()).containsExactly(new Verdict.Written());
    }

    private LaneBatch give(int rows) {
        TestTable table = TestTable.named("t").with("id", TypeKind.INT8).with("a", TypeKind.TEXT);
        TestBatch batch = new TestBatch();
        for (long id = 0; id < rows; id++) {
            batch.write(table.appending(), table.set("id", "a"), id, "a");
        }
        handOver.beginFilling();
        handOver.begin(0, batch.batch());
        handOver.seal(0);
        handOver.endFilling();
        return batch.batch();
    }

    private Lane lane(ScriptedWriter writer, OptionalInt retries) {
        RetrySettings settings =
                new RetrySettings(Duration.ofMillis(1), Duration.ofMillis(2), Optional.empty(), retries, Duration.ZERO);
        RetryPolicy policy = new RetryPolicy(settings, new Random(1));
        SecondChances chances = new SecondChances(
                new Retries(0, handOver, policy, metrics),
                new SetAside(handOver, Chains.ofKeys(), settings.foreignKeys(), System::nanoTime));
        return new Lane(0, handOver, writer, chances, new LaneSurroundings("test", metrics, System::nanoTime));
    }

    private List<Verdict> verdicts() {
        List<Settlement> settlements = new ArrayList<>();
        handOver.drainSettlements(settlements);
        return settlements.stream().map(Settlement::verdict).toList();
    }
}
