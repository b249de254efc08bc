package io.millrace.write;

import static java.util.Objects.requireNonNull;

/**
 * Has batches without rows, which do nothing but move stored offsets, written by a writer that does not look for rows to
 * blame; all others by another, over the same connection. Confined to a lane's thread, but for {@link #abort}.
 */
public final class RowlessWriter implements BatchWriter {
    private final BatchWriter ofRows;
    private final BatchWriter ofOffsets;

    public RowlessWriter(BatchWriter ofRows, BatchWriter ofOffsets) {
        this.ofRows = requireNonNull(ofRows, "ofRows");
        this.ofOffsets = requireNonNull(ofOffsets, "ofOffsets");
    }

    @Override
    public Outcome write(LaneBatch batch) {
        boolean isRowless = batch.tables().isEmpty() && batch.refused().isEmpty();
        return isRowless ? move(batch) : ofRows.write(batch);
    }

    private Outcome move(LaneBatch batch) {
        Outcome outcome = ofOffsets.write(batch);
        return outcome instanceof Outcome.Refused refused ? refused.ofNoRow() : outcome;
    }

    @Override
    public Deferral deferral() {
        return ofRows.deferral();
    }

    @Override
    public void abort() {
        ofRows.abort();
    }

    @Override
    public void close() {
        ofRows.close();
    }
}
