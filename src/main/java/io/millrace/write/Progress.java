package io.millrace.write;

import io.millrace.ack.Claims;
import io.millrace.ack.RefusedRecord;
import io.millrace.ack.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * How far a batch has come where it is not written as a whole. Kept with the batch, since what its lane wrote before may
 * have to be written again in between. Confined to the lane's thread.
 *
 * <p>What is durable is not written again, and stored offsets go on from there; what may be lost with a connection is
 * never among it.
 */
final class Progress {
    private final LaneBatch batch;
    private final Splitting splitting;
    private final List<RefusedRecord> refused = new ArrayList<>();
    /** The claims that have been given out to be reported, and are not to be written. */
    private final BitSet reported = new BitSet();

    /** The claims that need not be written any more. */
    private final BitSet done = new BitSet();

    private int replayed;

    Progress(LaneBatch batch) {
        this.batch = batch;
        this.splitting = new Splitting(batch.records());
    }

    Splitting splitting() {
        return splitting;
    }

    /** Whether all of the batch is to be written, and can be as it is. */
    boolean isAtBeginning() {
        return isAll(splitting.next()) && reported.isEmpty() && done.isEmpty();
    }

    private boolean isAll(Splitting.Range range) {
        return range.from() == 0 && range.to() == batch.records();
    }

    /** The records to be written next; where refused ones end the task, only up to the first of each partition. */
    IntPredicate wanted(OnRefusal onRefusal) {
        Splitting.Range range = splitting.next();
        Stops stops = new Stops(batch.claims());
        if (onRefusal == OnRefusal.STOP) {
            stops.add(refused);
        }
        return claim -> range.holds(claim) && stops.permits(claim) && !reported.get(claim) && !done.get(claim);
    }

    /** Whether nothing of the batch comes after what is written next. */
    boolean isLast() {
        return splitting.next().to() == batch.records();
    }

    void refused(List<RefusedRecord> records) {
        refused.addAll(records);
    }

    void reported(List<RefusedRecord> records) {
        records.forEach(record -> reported.set(record.claim()));
    }

    /** An earlier attempt had inserted these. */
    void replayed(int[] claims) {
        replayed += claims.length;
        add(claims);
    }

    private void add(int[] claims) {
        for (int claim : claims) {
            done.set(claim);
        }
    }

    /** This part of the batch is durable: what is written next begins where it ended. */
    void durable(BatchPart part) {
        add(part.claims());
        List<Span> spans = batch.spans();
        for (Span written : part.batch().spans()) {
            spans.replaceAll(span -> span.slot() == written.slot() ? span.from(written.end()) : span);
        }
        spans.removeIf(span -> span.start() >= span.end());
    }

    /** Gives a part the spans from where the batch stands to its own last records. */
    void cover(BatchPart part) {
        Claims claims = part.batch().claims();
        for (Span span : batch.spans()) {
            long end = span.start();
            for (int claim = 0; claim < claims.size(); claim++) {
                end = claims.slot(claim) == span.slot() ? claims.offset(claim) + 1 : end;
            }
            if (end > span.start()) {
                part.batch().spans().add(span.to(end));
            }
        }
    }

    boolean hasOffsetsToStore() {
        return !batch.spans().isEmpty();
    }

    /** Gives a part all that the batch still stands for: records that are not written are past as well. */
    void coverAll(BatchPart part) {
        part.batch().spans().addAll(batch.spans());
    }

    Outcome.Written outcome() {
        refused.sort(Comparator.comparingInt(RefusedRecord::claim));
        return new Outcome.Written(refused, replayed);
    }
}
