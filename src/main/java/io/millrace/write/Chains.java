package io.millrace.write;

import io.millrace.ack.RefusedRecord;
import io.millrace.table.TableId;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must not overtake the rows that are set aside: the later rows of their keys, or of their partitions where whole
 * partitions keep their order. Confined to a lane's thread.
 */
public final class Chains {
    private final boolean wholePartitions;
    private final Map<Integer, Place> slots = new HashMap<>();
    private final Map<Key, Place> keys = new HashMap<>();

    /** Where the server may hold two forms of a key to be equal, it stands for all keys of its table. */
    private record Key(TableId table, ByteBuffer form) {}

    /** Where a chain begins; what came before it from its partition goes before it. */
    private record Place(int slot, long offset) {
        boolean isBefore(Place other) {
            return slot != other.slot || offset < other.offset;
        }

        static Place first(Place one, Place other) {
            return other.slot == one.slot && other.offset < one.offset ? other : one;
        }
    }

    private Chains(boolean wholePartitions) {
        this.wholePartitions = wholePartitions;
    }

    public static Chains ofKeys() {
        return new Chains(false);
    }

    public static Chains ofPartitions() {
        return new Chains(true);
    }

    /** Nothing is set aside. */
    public void clear() {
        slots.clear();
        keys.clear();
    }

    /**
     * The records of a batch that are to be set aside: these, and what has to stay behind them or behind what was set
     * aside before. From now on later rows stay behind them, too.
     */
    public BitSet hold(LaneBatch batch, List<RefusedRecord> lacking) {
        BitSet held = new BitSet();
        lacking.forEach(record -> held.set(record.claim()));
        boolean isFree = held.isEmpty() && slots.isEmpty() && keys.isEmpty();
        if (isFree) {
            return held;
        }
        RecordRows rows = RecordRows.of(batch);
        for (int claim = 0; claim < batch.records(); claim++) {
            Place place = new Place(batch.claims().slot(claim), batch.claims().offset(claim));
            boolean isLacking = held.get(claim);
            if (wholePartitions) {
                held.set(claim, isHeld(slots, place.slot(), place, isLacking));
            } else if (rows.has(claim) && !batch.isAlone()) {
                Optional<Key> key = keyOf(rows.table(claim), rows.row(claim));
                held.set(claim, key.isEmpty() ? isLacking : isHeld(keys, key.get(), place, isLacking));
            }
        }
        return held;
    }

    private static Optional<Key> keyOf(TableBatch table, int row) {
        return table.keyOf(row).map(form -> new Key(table.destination().id(), form));
    }

    private static <C> boolean isHeld(Map<C, Place> chains, C chain, Place place, boolean isLacking) {
        if (isLacking) {
            chains.merge(chain, place, Place::first);
            return true;
        }
        Place first = chains.get(chain);
        return first != null && first.isBefore(place);
    }
}
