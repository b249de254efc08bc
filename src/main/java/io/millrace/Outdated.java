package io.millrace;

import io.millrace.ack.Claims;
import io.millrace.ack.OffsetLedger;
import io.millrace.table.TableId;
import io.millrace.write.LaneBatch;
import io.millrace.write.TableBatch;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tables that changed under our feet, from a lane's word until they are learned again: the records of what it could not
 * write are read again, and become rows of the new shape. Confined to the task thread.
 */
final class Outdated {
    private static final Logger log = LoggerFactory.getLogger(Outdated.class);

    private final OffsetLedger ledger;
    private final Rewind rewind;
    private final Set<TableId> tables = new HashSet<>();

    Outdated(OffsetLedger ledger, Rewind rewind) {
        this.ledger = ledger;
        this.rewind = rewind;
    }

    void remember(LaneBatch batch, String reason) {
        List<TableId> changed = batch.tables().stream()
                .map(TableBatch::destination)
                .map(it -> it.id())
                .toList();
        List<TopicPartition> partitions = partitionsOf(batch.claims());
        log.info(
                "Table changed: {}. {} will be looked at again, and {} read again from what is not durable",
                reason,
                changed,
                partitions);
        tables.addAll(changed);
        rewind.toUnsettled(partitions);
    }

    private List<TopicPartition> partitionsOf(Claims claims) {
        BitSet slots = new BitSet();
        for (int claim = 0; claim < claims.size(); claim++) {
            slots.set(claims.slot(claim));
        }
        return ledger.partitions().stream()
                .filter(partition -> slots.get(ledger.slot(partition)))
                .toList();
    }

    boolean isAny() {
        return !tables.isEmpty();
    }

    /** The tables' real names; they count as learned from here on. */
    Set<TableId> take() {
        Set<TableId> taken = Set.copyOf(tables);
        tables.clear();
        return taken;
    }
}
