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
    private record Refused(SinkRecord record, int slot, int ticket, String reason) {}

    /** A report on its way to where it goes. */
    private record Sent(Future<Void> arrival, int slot, int ticket, String reason) {}

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

    /** Takes an accepted record, the one that Connect gave us; its offset is settled by its report. */
    void add(SinkRecord record, int slot, int ticket, String reason) {
        String where = ledger.describe(slot, record.originalKafkaOffset());
        waiting.add(new Refused(record, slot, ticket, where + reason));
        waitingBytes += RecordWeight.of(record);
    }

    /** Makes reports until the deadline, and settles those that have arrived. */
    void send(long deadlineNanos) {
        while (!waiting.isEmpty() && !failure.isSet() && nanoTime.getAsLong() < deadlineNanos) {
            Refused next = waiting.remove();
            waitingBytes -= RecordWeight.of(next.record());
            if (ledger.isOpen(next.slot())) {
                send(next);
            }
        }
        settleArrived();
        tell();
    }

    private void send(Refused refused) {
        try {
            Future<Void> arrival = reporter.orElseThrow().report(refused.record(), exception(refused.reason()));
            sent.add(new Sent(arrival, refused.slot(), refused.ticket(), refused.reason()));
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
                ledger.settle(report.slot(), report.ticket());
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
        send(deadlineNanos);
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

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** The memory of the records that wait for their report. */
    long heldBytes() {
        return waitingBytes;
    }
}
