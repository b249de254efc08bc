package io.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ack.Verdict;
import io.millrace.config.InsertMode;
import io.millrace.table.TypeKind;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestTable;
import io.millrace.write.LaneBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private final List<Thread> lanes = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong();
    private final TestTable orders =
            TestTable.named("orders").with("id", TypeKind.INT8).key("id");
    private final TestTable events =
            TestTable.named("events").with("id", TypeKind.INT8).key("id");

    @AfterEach
    void end() throws InterruptedException {
        for (Thread lane : lanes) {
            lane.interrupt();
            lane.join();
        }
    }

    private static void giveBack(HandOver handOver, int lane, Settlement settlement) {
        handOver.keep(lane);
        handOver.settle(settlement);
    }

    @Test
    void anIdleLaneGetsWhatIsThereWhenFillingEnds() throws Exception {
        HandOver handOver = new HandOver(1, Duration.ZERO, System::nanoTime);
        CompletableFuture<LaneBatch> taken = take(handOver, 0);
        LaneBatch batch = new LaneBatch();

        handOver.beginFilling();
        handOver.begin(0, batch);
        handOver.endFilling();

        assertThat(taken.get(10, TimeUnit.SECONDS)).isSameAs(batch);
        assertThat(handOver.open(0)).isNull();
    }

    @Test
    void aLaneThatFallsIdleBetweenPutsTakesTheOpenBatchItself() throws Exception {
        HandOver handOver = new HandOver(1, Duration.ZERO, System::nanoTime);
        LaneBatch batch = new LaneBatch();
        handOver.beginFilling();
        handOver.begin(0, batch);
        handOver.endFilling();
        assertThat(handOver.open(0)).as("no lane was idle").isSameAs(batch);

        LaneBatch taken = take(handOver, 0).get(10, TimeUnit.SECONDS);

        assertThat(taken).isSameAs(batch);
        assertThat(handOver.open(0)).isNull();
    }

    @Test
    void anOpenBatchGrowsOnWhileItsLaneHasAnotherToTake() throws Exception {
        HandOver handOver = new HandOver(1, Duration.ZERO, clock::incrementAndGet);
        LaneBatch first = sealed(handOver, 0);
        LaneBatch second = new LaneBatch();
        handOver.beginFilling();
        handOver.begin(0, second);
        handOver.endFilling();

        LaneBatch taken = take(handOver, 0).get(10, TimeUnit.SECONDS);

        assertThat(taken).isSameAs(first);
        assertThat(handOver.open(0)).isSameAs(second);
        assertThat(take(handOver, 0).get(10, TimeUnit.SECONDS)).isSameAs(second);
    }

    @Test
    void anOpenBatchOfTheSharedPlaceIsTakenInItsTurn() throws Exception {
        HandOver handOver = new HandOver(1, Duration.ZERO, clock::incrementAndGet);
        LaneBatch shared = new LaneBatch();
        handOver.beginFilling();
        handOver.begin(handOver.shared(), shared);
        handOver.endFilling();
        LaneBatch own = sealed(handOver, 0);

        assertThat(take(handOver, 0).get(10, TimeUnit.SECONDS)).isSameAs(shared);
        assertThat(take(handOver, 0).get(10, TimeUnit.SECONDS)).isSameAs(own);
    }

    @Test
    void noLaneTouchesAnOpenBatchWhileTheTaskFillsIt() throws Exception {
        HandOver handOver = new HandOver(1, Duration.ZERO, System::nanoTime);
        LaneBatch batch = new LaneBatch();
        handOver.beginFilling();
        handOver.begin(0, batch);

        CompletableFuture<LaneBatch> taken = take(handOver, 0);
        assertThat(taken.completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).get())
                .isNull();

        assertThat(handOver.open(0)).isSameAs(batch);
    }

    @Test
    void aSealedBatchIsTakenEvenWhileTheTaskFills() throws Exception {
        HandOver handOver = new HandOver(1, Duration.ZERO, System::nanoTime);
        LaneBatch batch = new LaneBatch();
        handOver.beginFilling();
        handOver.begin(0, batch);
        handOver.seal(0);

        assertThat(take(handOver, 0).get(10, TimeUnit.SECONDS)).isSameAs(batch);
    }

    @Test
    void aLaneTakesItsBatchesInTheOrderInWhichTheyWereSealed() throws Exception {
        HandOver handOver = new HandOver(2, Duration.ZERO, clock::incrementAndGet);
        LaneBatch first = sealed(handOver, 1);
        LaneBatch second = sealed(handOver, 1);

        assertThat(take(handOver, 1).get(10, TimeUnit.SECONDS)).isSameAs(first);
        assertThat(take(handOver, 1).get(10, TimeUnit.SECONDS)).isSameAs(second);
    }

    @Test
    void theOlderOfOwnAndSharedComesFirstSoThatNeitherStarves() throws Exception {
        HandOver handOver = new HandOver(1, Duration.ZERO, clock::incrementAndGet);
        LaneBatch shared = sealed(handOver, handOver.shared());
        LaneBatch own = sealed(handOver, 0);

        assertThat(take(handOver, 0).get(10, TimeUnit.SECONDS)).isSameAs(shared);
        assertThat(take(handOver, 0).get(10, TimeUnit.SECONDS)).isSameAs(own);
    }

    @Test
    void lingeringLeavesABatchOpenUntilItIsDue() throws Exception {
        HandOver handOver = new HandOver(1, Duration.ofMillis(50), System::nanoTime);
        CompletableFuture<LaneBatch> taken = take(handOver, 0);
        LaneBatch batch = new LaneBatch();

        handOver.beginFilling();
        handOver.begin(0, batch);
        handOver.endFilling();

        assertThat(handOver.open(0)).as("not due yet").isSameAs(batch);
        assertThat(taken.get(10, TimeUnit.SECONDS)).isSameAs(batch);
        assertThat(System.nanoTime() - batch.openedNanos())
                .isGreaterThanOrEqualTo(Duration.ofMillis(50).toNanos());
    }

    @Test
    void sealingAllLeavesNothingOpen() throws Exception {
        HandOver handOver = new HandOver(1, Duration.ofHours(1), System::nanoTime);
        handOver.beginFilling();
        handOver.begin(0, new LaneBatch());
        handOver.begin(handOver.shared(), new LaneBatch());
        handOver.endFilling();

        handOver.sealAll();

        assertThat(take(handOver, 0).get(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(take(handOver, 0).get(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(handOver.batchesInFlight()).isEqualTo(1);
    }

    @Test
    void closingWakesAWaitingLaneWithNothing() throws Exception {
        HandOver handOver = new HandOver(1, Duration.ZERO, System::nanoTime);
        CompletableFuture<LaneBatch> taken = take(handOver, 0);

        handOver.close();

        assertThat(taken.get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void aBatchThatGoesAloneWaitsForItsTableAndHoldsUpNoLane() throws Exception {
        HandOver handOver = new HandOver(2, Duration.ZERO, clock::incrementAndGet);
        LaneBatch before = sealed(handOver, 0, rows(orders));
        assertThat(take(handOver, 0).get(10, TimeUnit.SECONDS)).isSameAs(before);
        LaneBatch alone = sealed(handOver, handOver.shared(), truncate(orders));
        LaneBatch beside = sealed(handOver, 1, rows(events));

        assertThat(take(handOver, 1).get(10, TimeUnit.SECONDS)).isSameAs(beside);
        giveBack(handOver, 1, new Settlement(beside, new Verdict.Written()));
        CompletableFuture<LaneBatch> next = take(handOver, 1);
        assertThat(next).as("orders are still being written").isNotDone();
        giveBack(handOver, 0, new Settlement(before, new Verdict.Written()));

        assertThat(next.get(10, TimeUnit.SECONDS)).isSameAs(alone);
    }

    @Test
    void anOpenBatchBehindOneThatGoesAloneGrowsUntilThatIsDone() throws Exception {
        HandOver handOver = new HandOver(2, Duration.ZERO, System::nanoTime);
        LaneBatch alone = sealed(handOver, handOver.shared(), truncate(orders));
        assertThat(take(handOver, 0).get(10, TimeUnit.SECONDS)).isSameAs(alone);
        CompletableFuture<LaneBatch> behind = take(handOver, 1);
        LaneBatch open = rows(orders);

        handOver.beginFilling();
        handOver.begin(1, open);
        handOver.endFilling();
        awaitState(Thread.State.WAITING);

        assertThat(handOver.open(1)).isSameAs(open);
        giveBack(handOver, 0, new Settlement(alone, new Verdict.Written()));
        assertThat(behind.get(10, TimeUnit.SECONDS)).isSameAs(open);
    }

    @Test
    void whatIsAbandonedHoldsUpNothing() throws Exception {
        HandOver handOver = new HandOver(2, Duration.ZERO, clock::incrementAndGet);
        sealed(handOver, 0, truncate(orders));
        LaneBatch behind = sealed(handOver, 1, rows(orders));

        handOver.die(0);

        assertThat(take(handOver, 1).get(10, TimeUnit.SECONDS)).isSameAs(behind);
    }

    @Test
    void onlyOpenBatchesOfATableAreSealedForIt() {
        HandOver handOver = new HandOver(2, Duration.ZERO, clock::incrementAndGet);
        LaneBatch other = rows(events);
        handOver.beginFilling();
        handOver.begin(0, rows(orders));
        handOver.begin(1, other);

        handOver.sealAbout(orders.target(InsertMode.UPSERT));

        assertThat(handOver.open(0)).isNull();
        assertThat(handOver.open(1)).isSameAs(other);
    }

    private static LaneBatch rows(TestTable table) {
        return new TestBatch()
                .write(table.target(InsertMode.UPSERT), table.set(), 1L)
                .batch();
    }

    private static LaneBatch truncate(TestTable table) {
        return new TestBatch()
                .truncate(table.target(InsertMode.UPSERT), table.keySet())
                .batch();
    }

    /** Of the lane that takes: asleep until it is woken, and not for a moment only. */
    private void awaitState(Thread.State state) {
        Thread lane = lanes.get(lanes.size() - 1);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (lane.getState() != state && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(lane.getState()).isEqualTo(state);
    }

    private static LaneBatch sealed(HandOver handOver, int place) {
        return sealed(handOver, place, new LaneBatch());
    }

    private static LaneBatch sealed(HandOver handOver, int place, LaneBatch batch) {
        handOver.beginFilling();
        handOver.begin(place, batch);
        handOver.seal(place);
        handOver.endFilling();
        return batch;
    }

    /** Lets a thread take as this lane does, and comes back when it has a batch or waits for one. */
    private CompletableFuture<LaneBatch> take(HandOver handOver, int lane) {
        CompletableFuture<LaneBatch> taken = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                taken.complete(handOver.take(lane, Long.MAX_VALUE));
            } catch (InterruptedException e) {
                taken.cancel(false);
            }
        });
        lanes.add(thread);
        thread.start();
        while (thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING
                && thread.isAlive()) {
            Thread.onSpinWait();
        }
        return taken;
    }
}
