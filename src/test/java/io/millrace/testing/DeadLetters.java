package io.millrace.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A dead letter queue in memory, as Connect gives it to a task; it may hold reports up, or refuse them. Confined to its
 * test's thread, and says so.
 */
public final class DeadLetters implements ErrantRecordReporter {
    private final Thread taskThread = Thread.currentThread();
    private final boolean tolerant;
    private final List<Letter> letters = new ArrayList<>();
    private final List<CompletableFuture<Void>> underWay = new ArrayList<>();
    private boolean held;

    /** What was reported. */
    public record Letter(SinkRecord record, Throwable reason) {
        public String coordinates() {
            return record.originalTopic() + "-" + record.originalKafkaPartition() + "@" + record.originalKafkaOffset();
        }
    }

    DeadLetters(boolean tolerant) {
        this.tolerant = tolerant;
    }

    @Override
    public Future<Void> report(SinkRecord record, Throwable reason) {
        if (Thread.currentThread() != taskThread) {
            throw new AssertionError("the reporter was used from " + Thread.currentThread());
        }
        letters.add(new Letter(record, reason));
        if (!tolerant) {
            throw new ConnectException("Tolerance exceeded in error handler", reason);
        }
        CompletableFuture<Void> arrival = new CompletableFuture<>();
        underWay.add(arrival);
        if (!held) {
            release();
        }
        return arrival;
    }

    /** Lets no report arrive from now on. */
    public DeadLetters hold() {
        held = true;
        return this;
    }

    /** Lets all reports arrive, those to come too. */
    public void release() {
        held = false;
        underWay.forEach(arrival -> arrival.complete(null));
        underWay.clear();
    }

    /** Lets the reports that are under way fail. */
    public void fail(Exception cause) {
        underWay.forEach(arrival -> arrival.completeExceptionally(cause));
        underWay.clear();
    }

    public List<Letter> letters() {
        return letters;
    }

    public List<String> coordinates() {
        return letters.stream().map(Letter::coordinates).toList();
    }

    public List<String> reasons() {
        return letters.stream().map(letter -> letter.reason().getMessage()).toList();
    }
}
