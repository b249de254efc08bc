package io.millrace.write;

import io.millrace.ack.Claims;
import io.millrace.ack.RefusedRecord;
import io.millrace.ack.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * All rows of one lane's next transaction, over all its tables. Filled on the task thread; handed over whole to a lane,
 * and back with its settlement.
 */
public final class LaneBatch {
    /** What a row costs besides its bytes: its claim, its place in the batch, its entry in the key index. */
    private static final int ROW_OVERHEAD = 64;
    /** Now and then tables without rows give up their memory: one that is learned anew is another, and the old one stays. */
    private static final int PRUNED_EVERY = 100;

    private final Claims claims = new Claims();
    private final BitSet dropped = new BitSet();
    private final List<Span> spans = new ArrayList<>();
    private final List<RefusedRecord> refused = new ArrayList<>();
    private final BitSet reported = new BitSet();
    private Optional<Progress> progress = Optional.empty();
    private final Map<RowTarget, TableBatch> tables = new LinkedHashMap<>();
    private int rounds;
    private TableBatch last;
    private RowTarget lastTarget;
    private RowKind alone;
    private final Ties ties = new Ties();
    private boolean patient;
    private int passed;
    private long bytes;
    private long recordBytes;
    private long rowBytes;
    private long openedNanos;
    private long oldestTimestamp = Long.MAX_VALUE;

    /** Takes a row, with its record's ticket, or says that this batch must be sealed before it. */
    public boolean offer(Row row, int ticket) {
        boolean isAlone = row.kind().isAlone();
        if (alone != null || (isAlone && !isEmpty()) || ties.changesPlaces(row)) {
            return false;
        }
        TableBatch table = tableOf(row.target());
        if (isAlone) {
            table.storeAlone(row, ticket);
            alone = row.kind();
        } else if (!table.offer(row, ticket)) {
            return false;
        }
        ties.add(row);
        bytes += row.length() + ROW_OVERHEAD;
        recordBytes += row.recordBytes();
        rowBytes += row.tuple().size();
        oldestTimestamp = Math.min(oldestTimestamp, row.timestamp());
        return true;
    }

    /**
     * Takes a record that cannot become a row, in its place among the others: where offsets are stored with the rows, it
     * has to be reported before they pass it.
     */
    public void refuse(Row row, int ticket, String reason) {
        int claim = claims.add(row.slot(), ticket, row.offset());
        claims.keep(claim, row.record());
        refused.add(new RefusedRecord(claim, "", reason));
        bytes += ROW_OVERHEAD;
        recordBytes += row.recordBytes();
    }

    /** Takes an offset up to which there is nothing to be written: those that are stored are to pass it. */
    public void pass(int slot, int ticket, long offset) {
        claims.add(slot, ticket, offset);
        passed++;
    }

    /** The records that cannot become rows. */
    List<RefusedRecord> refused() {
        return refused;
    }

    /** The claims whose records were reported since they cannot be written, and that are left out. */
    BitSet reported() {
        return reported;
    }

    /** Of its claims, those that are not written: they were reported, or stand for nothing but an offset. */
    public int unwritten() {
        return reported.cardinality() + passed;
    }

    /** Whether rows that lack others which foreign keys ask for are to be set aside for a time, or refused. */
    public boolean mayWait() {
        return patient && tables().stream().anyMatch(table -> table.target().mayLackRows());
    }

    public void setPatient(boolean whether) {
        patient = whether;
    }

    /** Whether it deletes from tables with foreign keys, and then writes into none of them. */
    boolean deletesTied() {
        return ties.hasDeletes();
    }

    private TableBatch tableOf(RowTarget target) {
        if (target != lastTarget) {
            TableBatch known = tables.get(target);
            last = known == null ? add(target) : known;
            lastTarget = target;
        }
        return last;
    }

    private TableBatch add(RowTarget target) {
        TableBatch added = new TableBatch(target, claims);
        tables.put(target, added);
        return added;
    }

    /** Whether it holds a record that touches more than one key of its table, and nothing else. */
    public boolean isAlone() {
        return alone != null;
    }

    /** What its only record asks for, where it is alone. */
    RowKind alone() {
        return alone;
    }

    /** Whether it has rows of this table. */
    public boolean isAbout(RowTarget target) {
        for (TableBatch table : tables.values()) {
            boolean isSame =
                    table.destination().id().equals(target.destination().id());
            if (isSame && table.size() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether it must not be written before or beside a batch that came earlier, in whatever lane that is. */
    public boolean mustFollow(LaneBatch earlier) {
        if (!isAlone() && !earlier.isAlone()) {
            return false;
        }
        LaneBatch other = isAlone() ? earlier : this;
        return other.isAbout(isAlone() ? lastTarget : earlier.lastTarget);
    }

    public Claims claims() {
        return claims;
    }

    /**
     * What it stands for of each partition whose offsets are stored with its rows; empty until a lane has found out.
     * The same for all attempts to write it.
     */
    List<Span> spans() {
        return spans;
    }

    /** Whether the rows of this slot were taken out. */
    boolean isDropped(int slot) {
        return dropped.get(slot);
    }

    public boolean isEmpty() {
        return claims.size() == 0;
    }

    /** The records in it, those of superseded rows included. */
    public int records() {
        return claims.size();
    }

    /** The memory its rows stand for, by which it is full. */
    public long bytes() {
        return bytes;
    }

    /** The memory it stands for, with the records that are kept. */
    public long heldBytes() {
        return bytes + recordBytes;
    }

    /** What one kept record takes, on average. */
    int recordWeight() {
        return isEmpty() ? 0 : (int) Math.min(Integer.MAX_VALUE, recordBytes / records());
    }

    /** The rows as they were encoded. */
    public long rowBytes() {
        return rowBytes;
    }

    /** The memory that it keeps when it is emptied. */
    public long capacity() {
        long capacity = 0;
        for (TableBatch table : tables.values()) {
            capacity += table.capacity();
        }
        return capacity;
    }

    /** When its first row came, by the clock of whoever fills it. */
    public long openedNanos() {
        return openedNanos;
    }

    public void openedAt(long nanos) {
        openedNanos = nanos;
    }

    /** The lowest timestamp of its records, in milliseconds. */
    public long oldestTimestamp() {
        return oldestTimestamp;
    }

    /** The tables that have rows here, in order of their first row. */
    public List<TableBatch> tables() {
        List<TableBatch> filled = new ArrayList<>(tables.size());
        for (TableBatch table : tables.values()) {
            if (table.size() > 0) {
                filled.add(table);
            }
        }
        return filled;
    }

    /** How far a lane has come with it, where it is not written yet. */
    Optional<Progress> progress() {
        return progress;
    }

    void begin(Progress begun) {
        progress = Optional.of(begun);
    }

    void end() {
        progress = Optional.empty();
    }

    /** Whether it holds records of such a slot. */
    public boolean holdsAny(IntPredicate slots) {
        for (int claim = 0; claim < claims.size(); claim++) {
            if (slots.test(claims.slot(claim))) {
                return true;
            }
        }
        return false;
    }

    /** Takes the rows of these slots out of what will be written: their partitions have another owner now. */
    public void drop(IntPredicate slots) {
        if (!holdsAny(slots)) {
            return;
        }
        tables.values().forEach(table -> table.drop(slots));
        spans.removeIf(span -> slots.test(span.slot()));
        for (int claim = 0; claim < claims.size(); claim++) {
            if (slots.test(claims.slot(claim))) {
                dropped.set(claims.slot(claim));
            }
        }
    }

    /** Empties it for new rows, keeping its memory. */
    public void clear() {
        claims.clear();
        dropped.clear();
        spans.clear();
        refused.clear();
        reported.clear();
        patient = false;
        passed = 0;
        progress = Optional.empty();
        if (++rounds % PRUNED_EVERY == 0) {
            tables.values().removeIf(table -> table.size() == 0);
            last = null;
            lastTarget = null;
        }
        tables.values().forEach(TableBatch::clear);
        alone = null;
        ties.clear();
        bytes = 0;
        recordBytes = 0;
        rowBytes = 0;
        oldestTimestamp = Long.MAX_VALUE;
    }
}
