package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ack.Claims;
import io.millrace.ack.OffsetLedger;
import io.millrace.config.BatchSettings;
import io.millrace.config.LaneSettings;
import io.millrace.config.Ordering;
import io.millrace.config.RetrySettings;
import io.millrace.lane.LaneSurroundings;
import io.millrace.lane.Lanes;
import io.millrace.metrics.TaskMetrics;
import io.millrace.testing.DriverContext;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.ScriptedWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RewindTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final TopicPartition OTHER = new TopicPartition("t", 1);

    private final TaskMetrics metrics = TaskMetrics.register("rewind-test", 0);
    private final Lanes lanes = new Lanes(
            new LaneSettings(1, Ordering.AUTO),
            new BatchSettings(100, 1000, Duration.ZERO),
            new RetrySettings(
                    Duration.ofMillis(1), Duration.ofMillis(1), Optional.empty(), OptionalInt.empty(), Duration.ZERO),
            lane -> ScriptedWriter.answering(),
            new LaneSurroundings("test", metrics, System::nanoTime));
    private final OffsetLedger ledger = new OffsetLedger();
    private final OpenPartitions partitions = new OpenPartitions(ledger);
    private final DriverContext context = new DriverContext(Map.of());
    private final Rewind rewind = new Rewind(partitions, lanes, new Flow(context), OffsetKeeping.IN_KAFKA, metrics);
    private final SinkRecord record = PartitionLog.of("t", 0).append(null, "value");
    private final SinkRecord othersRecord = PartitionLog.of("t", 1).append(null, "value");

    @AfterEach
    void close() {
        metrics.close();
    }

    private void open() {
        partitions.open(List.of(PARTITION, OTHER));
    }

    private void putThatReturns() {
        rewind.putBegins();
        rewind.putReturns();
    }

    @Test
    void nothingAboveTheOffsetIsCommittedUntilConnectHasGoneThere() {
        open();
        int old = ledger.slot(PARTITION);
        ledger.accept(old, 300);
        rewind.putBegins();

        rewind.to(Map.of(PARTITION, 300L));
        rewind.putReturns();
        long beforeThePoll = ledger.committable(PARTITION, 1000).orElseThrow();
        putThatReturns();
        long afterIt = ledger.committable(PARTITION, 350).orElseThrow();

        assertThat(context.rewinds()).containsExactly(Map.of(PARTITION, 300L));
        assertThat(beforeThePoll).isEqualTo(300);
        assertThat(afterIt).isEqualTo(350);
        assertThat(ledger.isOpen(old)).isFalse();
    }

    @Test
    void recordsReadBeforeTheRewindAreDroppedAndThoseOfOtherPartitionsAreNot() {
        open();
        rewind.putBegins();

        rewind.to(Map.of(PARTITION, 0L));

        assertThat(partitions.slot(record)).isEqualTo(OffsetLedger.CLOSED);
        assertThat(partitions.slot(othersRecord)).isEqualTo(ledger.slot(OTHER));
        rewind.putReturns();
        rewind.putBegins();
        assertThat(partitions.slot(record)).isEqualTo(ledger.slot(PARTITION));
    }

    @Test
    void aPutMadeAgainBringsRecordsReadBeforeAndIsAnsweredByAskingOnceMore() {
        open();
        rewind.putBegins();
        rewind.to(Map.of(PARTITION, 300L));
        // It threw, so that the framework keeps its records.

        rewind.putBegins();
        int slotOfTheSameRecords = partitions.slot(record);
        rewind.putReturns();
        // The framework's own offset is ahead again: that of the records it kept.
        long committable = ledger.committable(PARTITION, 1000).orElseThrow();
        rewind.putBegins();

        assertThat(slotOfTheSameRecords).isEqualTo(OffsetLedger.CLOSED);
        assertThat(context.rewinds()).containsExactly(Map.of(PARTITION, 300L), Map.of(PARTITION, 300L));
        assertThat(committable).isEqualTo(300);
        assertThat(partitions.slot(record)).isEqualTo(ledger.slot(PARTITION));
    }

    @Test
    void aPartitionGoesBackToItsOldestUnsettledRecord() {
        open();
        int slot = ledger.slot(PARTITION);
        int settled = ledger.accept(slot, 10);
        ledger.accept(slot, 11);
        ledger.accept(slot, 12);
        Claims claims = new Claims();
        claims.add(slot, settled, 10);
        ledger.settle(claims);

        rewind.toUnsettled(List.of(PARTITION, OTHER));

        assertThat(context.rewinds()).containsExactly(Map.of(PARTITION, 11L));
        assertThat(ledger.committable(PARTITION, 13)).isEqualTo(OptionalLong.of(11));
    }

    @Test
    void aPartitionKeepsItsLane() {
        open();
        int number = ledger.number(ledger.slot(OTHER));

        rewind.to(Map.of(OTHER, 5L));

        assertThat(ledger.number(ledger.slot(OTHER))).isEqualTo(number);
    }

    @Test
    void aPartitionThatIsNotOursStaysWhereItIs() {
        rewind.to(Map.of(PARTITION, 5L));

        assertThat(context.rewinds()).isEmpty();
    }

    @Test
    void aPartitionOpenedAnewOwesNothingToARewindBefore() {
        open();
        rewind.to(Map.of(PARTITION, 5L));
        partitions.close(List.of(PARTITION));
        partitions.open(List.of(PARTITION));
        rewind.forget(List.of(PARTITION));

        assertThat(partitions.slot(record)).isEqualTo(ledger.slot(PARTITION));
        assertThat(ledger.committable(PARTITION, 40)).isEqualTo(OptionalLong.of(40));
    }
}
