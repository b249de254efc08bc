package io.millrace.lane;

import io.millrace.config.BatchSettings;
import io.millrace.config.LaneSettings;
import io.millrace.config.Ordering;
import io.millrace.config.RetrySettings;
import io.millrace.write.BatchWriter;
import io.millrace.write.Chains;
import io.millrace.write.LaneBatch;
import io.millrace.write.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task's lanes, as the task thread sees them: where rows go in, and settlements come back. */
public final class Lanes {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    /** A buffer that grows by doubling is up to twice as large as what it holds. */
    private static final int DOUBLING = 2;

    private final BatchSettings limits;
    private final HandOver handOver;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final FreeBatches free;
    private final Held held;

    public Lanes(
            LaneSettings settings,
            BatchSettings limits,
            RetrySettings retry,
            IntFunction<BatchWriter> writers,
            LaneSurroundings surroundings) {
        this.limits = limits;
        this.handOver = new HandOver(settings.lanes(), limits.linger(), surroundings.nanoTime());
        this.held = handOver.held();
        this.free = new FreeBatches(DOUBLING * (settings.lanes() + 2) * limits.maxBytes());
        for (int number = 0; number < settings.lanes(); number++) {
            // Drawn at the time of use, by the lane's own thread.
            RetryPolicy policy =
                    new RetryPolicy(retry, () -> ThreadLocalRandom.current().nextLong());
            SecondChances chances = new SecondChances(
                    new Retries(number, handOver, policy, surroundings.metrics()),
                    new SetAside(handOver, chains(settings), retry.foreignKeys(), surroundings.nanoTime()));
            Lane lane = new Lane(number, handOver, writers.apply(number), chances, surroundings);
            lanes.add(lane);
            threads.add(LaneThread.of(surroundings.taskName(), number, lane));
        }
    }

    private static Chains chains(LaneSettings settings) {
        boolean inOrder = settings.wholePartitions() || settings.ordering() == Ordering.PARTITION;
        return inOrder ? Chains.ofPartitions() : Chains.ofKeys();
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    public int count() {
        return lanes.size();
    }

    /** The place for rows that any lane may write. */
    public int anyLane() {
        return handOver.shared();
    }

    /** Begins a time in which {@link #add} may be called, and open batches are the task thread's own. */
    public void beginFilling() {
        handOver.beginFilling();
    }

    /** Adds an accepted row to the open batch of this place. */
    public void add(int place, Row row, int ticket) {
        boolean isAlone = row.kind().isAlone();
        if (isAlone) {
            handOver.sealAbout(row.target());
        }
        LaneBatch batch = openBatch(place);
        long before = batch.heldBytes();
        if (!batch.offer(row, ticket)) {
            handOver.seal(place);
            batch = openBatch(place);
            before = batch.heldBytes();
            batch.offer(row, ticket);
        }
        held.add(batch.heldBytes() - before, 1);
        if (isAlone || batch.records() >= limits.maxRows() || batch.bytes() >= limits.maxBytes()) {
            handOver.seal(place);
        }
    }

    private LaneBatch openBatch(int place) {
        LaneBatch batch = handOver.open(place);
        if (batch == null) {
            batch = free.take();
            handOver.begin(place, batch);
        }
        return batch;
    }

    /** Ends the time of filling: idle lanes get what is there. */
    public void endFilling() {
        handOver.endFilling();
    }

    /** Closes every open batch to more rows, so that all of it is written as soon as lanes can. */
    public void sealAll() {
        handOver.sealAll();
    }

    /** Moves the requests of lanes that wait until records are reported. */
    public void drainReportRequests(List<ReportRequest> into) {
        handOver.desk().drain(into);
    }

    /** Lets a lane go on whose records have been reported. */
    public void reported(ReportRequest request) {
        handOver.desk().answer(request);
    }

    /** Adds a record that cannot become a row to the open batch of this place, to be reported before its rows are written. */
    public void addRefused(int place, Row row, int ticket, String reason) {
        LaneBatch batch = openBatch(place);
        long before = batch.heldBytes();
        batch.refuse(row, ticket, reason);
        held.add(batch.heldBytes() - before, 1);
    }

    /** Adds an offset up to which nothing is to be written to the open batch of this place, to be stored as passed. */
    public void pass(int place, int slot, int ticket, long offset) {
        openBatch(place).pass(slot, ticket, offset);
        held.add(0, 1);
    }

    public void drainSettlements(List<Settlement> into) {
        handOver.drainSettlements(into);
    }

    public boolean awaitSettlement(Duration atMost) throws InterruptedException {
        return handOver.awaitSettlement(atMost);
    }

    /** Lets go of a batch that came back and was settled; its memory may serve again. */
    public void release(LaneBatch batch) {
        held.remove(batch);
        free.giveBack(batch);
    }

    /** Lets go of the memory that is kept for the next batches. */
    public void trim() {
        free.clear();
    }

    /** The memory of all batches that have not been released. */
    public long heldBytes() {
        return held.bytes();
    }

    /** The records that lanes are about to write: not those that are set aside for a time. */
    public long heldRecords() {
        return held.records();
    }

    /** Whether a lane cannot write at present, and waits to try again. */
    public boolean isDown() {
        for (Lane lane : lanes) {
            if (lane.isDown()) {
                return true;
            }
        }
        return false;
    }

    public int batchesInFlight() {
        return handOver.batchesInFlight();
    }

    /**
     * Drops the rows of closed partitions: at once where no lane holds them, before the next attempt where one does;
     * its statement is cut, so that the partition's next owner does not meet it.
     */
    public void drop(BitSet closedSlots, Duration patience) {
        cut(handOver.drop(closedSlots).stream().map(lanes::get).toList(), patience);
    }

    /** Cuts what these lanes write, side by side, since a dead network makes each wait for as long as it may. */
    private static void cut(List<Lane> writing, Duration patience) {
        List<Thread> cutting = new ArrayList<>();
        for (Lane lane : writing) {
            Thread thread = new Thread(lane::abort, "pg-sink-cutting");
            thread.setDaemon(true);
            thread.start();
            cutting.add(thread);
        }
        join(cutting, patience);
    }

    /** Stops all lanes: asks, waits, cuts what they write, waits, and reports what is left. */
    public void close(Duration patience) {
        handOver.close();
        boolean ended = join(threads, patience);
        if (!ended) {
            cut(lanes, patience);
            threads.forEach(Thread::interrupt);
            if (!join(threads, patience)) {
                log.warn(
                        "Lanes did not end within {} ms; their statements are left to the server's time-outs",
                        patience.toMillis() * 2);
            }
        }
    }

    private static boolean join(List<Thread> threads, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean ended = true;
        try {
            for (Thread thread : threads) {
                long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
                thread.join(left);
                ended &= !thread.isAlive();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return ended;
    }
}
