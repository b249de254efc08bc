package io.millrace.testing;

import io.millrace.write.BatchWriter;
import io.millrace.write.Deferral;
import io.millrace.write.LaneBatch;
import io.millrace.write.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each write with the next outcome of its script, and then always with Written. */
public final class ScriptedWriter implements BatchWriter {
    private final Deque<Outcome> script = new ArrayDeque<>();
    private final List<Integer> written = new ArrayList<>();
    private final AtomicInteger aborts = new AtomicInteger();
    private int attempts;
    private boolean closed;

    private ScriptedWriter(List<Outcome> outcomes) {
        script.addAll(outcomes);
    }

    public static ScriptedWriter answering(Outcome... outcomes) {
        return new ScriptedWriter(List.of(outcomes));
    }

    @Override
    public Outcome write(LaneBatch batch) {
        attempts++;
        Outcome outcome = script.isEmpty() ? new Outcome.Written() : script.poll();
        if (outcome instanceof Outcome.Written) {
            written.add(batch.records());
        }
        return outcome;
    }

    @Override
    public Deferral deferral() {
        return Deferral.NONE;
    }

    @Override
    public void abort() {
        aborts.incrementAndGet();
    }

    @Override
    public void close() {
        closed = true;
    }

    /** How many records each batch had that was written. */
    public List<Integer> written() {
        return written;
    }

    public int attempts() {
        return attempts;
    }

    public boolean isClosed() {
        return closed;
    }

    public int aborts() {
        return aborts.get();
    }
}
