package io.millrace;

import io.millrace.ack.OffsetLedger;
import io.millrace.metrics.TaskMetrics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports records that cannot be written to where Connect was told to put them, and settles each when its report has
 * arrived. Without a reporter no record is tolerated. Confined to the task thread, as the reporter has to be.
 */
final class Reports {
    private static final Logger log = LoggerFactory.getLogger(Reports.class);

    /** So that a put which finds thousands of them returns soon; the rest of them wait for the next. */
    private static final long AT_A_TIME_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** What is reported in between is counted. */
    private static final long BETWEEN_LINES_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Optional<ErrantRecordReporter> reporter;
    private final OffsetLedger ledger;
    private final Failure failure;
    private final TaskMetrics metrics;
    private final LongSupplier nanoTime;
    private final Deque<Refused> waiting = new ArrayDeque<>();
    private final Deque<Sent> sent = new ArrayDeque<>();
    private long waitingBytes;
    private long untold;
    private long toldNanos;
    private String last = "";

    /** A record on its way to its report. */
    private record Refused(SinkRecord record, int slot, String reason, Runnable then) {}

    /** A report on its way to where it goes. */
    private record Sent(Future<Void> arrival, String reason, Runnable then) {}

    Reports(
            Optional<ErrantRecordReporter> reporter,
            OffsetLedger ledger,
            Failure failure,
            TaskMetrics metrics,
            LongSupplier nanoTime) {
        this.reporter = reporter;
        this.ledger = ledger;
        this.failure = failure;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        this.toldNanos = nanoTime.getAsLong() - BETWEEN_LINES_NANOS;
    }

    /** Whether a record that cannot be written is reported; else it ends the task. */
    boolean areMade() {
        return reporter.isPresent();
    }

    /** Why the task must end, once it must. */
    Failure failure() {
        return failure;
    }

    /** Takes a record, the one that Connect gave us, and what is to be done when its report has arrived. */
    void add(SinkRecord record, int slot, String reason, Runnable then) {
        String where = ledger.describe(slot, record.originalKafkaOffset());
        waiting.add(new Refused(record, slot, where + reason, then));
        waitingBytes += RecordWeight.of(record);
    }

    /** Takes an accepted record, whose offset its report settles. */
    void settling(SinkRecord record, int slot, int ticket, String reason) {
        add(record, slot, reason, () -> ledger.settle(slot, ticket));
    }

    /** Makes reports for a short while, and sees which have arrived. */
    void send() {
        sendUntil(nanoTime.getAsLong() + AT_A_TIME_NANOS);
        settleArrived();
        tell();
    }

    private void sendUntil(long deadlineNanos) {
        while (!waiting.isEmpty() && !failure.isSet() && nanoTime.getAsLong() < deadlineNanos) {
            Refused next = waiting.remove();
            waitingBytes -= RecordWeight.of(next.record());
            if (ledger.isOpen(next.slot())) {
                send(next);
            } else {
                // Its next owner will report it.
                next.then().run();
            }
        }
    }

    private void send(Refused refused) {
        try {
            Future<Void> arrival = reporter.orElseThrow().report(refused.record(), exception(refused.reason()));
            sent.add(new Sent(arrival, refused.reason(), refused.then()));
            metrics.refused(1, refused.reason());
            untold++;
            last = refused.reason();
        } catch (RuntimeException e) {
            fail(refused.reason(), e);
        }
    }

    /** Its trace would name the same few lines of ours each time, and goes into a header of the queue's record. */
    private static DataException exception(String reason) {
        DataException exception = new DataException(reason);
        exception.setStackTrace(new StackTraceElement[0]);
        return exception;
    }

    private void settleArrived() {
        while (!sent.isEmpty() && sent.peek().arrival().isDone()) {
            settle(sent.remove());
        }
    }

    private void settle(Sent report) {
        try {
            if (hasArrived(report, 0)) {
                report.then().run();
            }
        } catch (ExecutionException e) {
            fail(report.reason(), e.getCause());
        }
    }

    private void fail(String reason, Throwable e) {
        failure.remember(reason + "; and it could not be reported: "
                + e.getClass().getSimpleName() + " of the dead letter queue, see the worker's log");
    }

    /** Waits for the reports that were made: what arrives now need not be made again by the next owner. */
    void await(long deadlineNanos) {
        sendUntil(deadlineNanos);
        while (!sent.isEmpty() && !failure.isSet() && arrives(sent.peek(), deadlineNanos)) {
            settle(sent.remove());
        }
    }

    private boolean arrives(Sent report, long deadlineNanos) {
        try {
            return hasArrived(report, Math.max(0, deadlineNanos - nanoTime.getAsLong()));
        } catch (ExecutionException e) {
            return true;
        }
    }

    private static boolean hasArrived(Sent report, long withinNanos) throws ExecutionException {
        try {
            report.arrival().get(withinNanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void tell() {
        long now = nanoTime.getAsLong();
        if (untold > 0 && now - toldNanos >= BETWEEN_LINES_NANOS) {
            log.warn("{} records cannot be written and were reported, the last of them: {}", untold, last);
            untold = 0;
            toldNanos = now;
        }
    }

    /** Whether some have not been made yet, or not arrived. */
    boolean areWaiting() {
        return !waiting.isEmpty() || !sent.isEmpty();
    }

    /** The memory of the records that wait for their report. */
    long heldBytes() {
        return waitingBytes;
    }
}
