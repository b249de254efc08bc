package io.millrace.ack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetLedgerTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 3);
    private static final TopicPartition OTHER = new TopicPartition("orders", 4);

    private final OffsetLedger ledger = new OffsetLedger();

    @Test
    void committableStopsAtTheFirstGap() {
        int slot = ledger.open(ORDERS);
        int first = ledger.accept(slot, 10);
        ledger.accept(slot, 11);
        int third = ledger.accept(slot, 12);

        ledger.settle(claims(slot, first, 10, third, 12));

        assertThat(ledger.committable(ORDERS, 13)).hasValue(11);
    }

    @Test
    void committableIsTheFrameworksOwnWhenNothingIsInFlight() {
        int slot = ledger.open(ORDERS);
        int ticket = ledger.accept(slot, 10);
        ledger.settle(claims(slot, ticket, 10));

        assertThat(ledger.committable(ORDERS, 500)).hasValue(500);
    }

    @Test
    void committableIsNeverLowerThanBefore() {
        int slot = ledger.open(ORDERS);
        assertThat(ledger.committable(ORDERS, 20)).hasValue(20);

        ledger.accept(slot, 5);

        assertThat(ledger.committable(ORDERS, 21)).hasValue(20);
    }

    @Test
    void aPartitionIsOutrunWhereMoreWasReadThanCameAndAllOfThatIsSettled() {
        int slot = ledger.open(ORDERS);
        boolean beforeAnyCame = ledger.isOutrun(ORDERS, 5);
        int ticket = ledger.accept(slot, 10);
        boolean inFlight = ledger.isOutrun(ORDERS, 20);

        ledger.settle(claims(slot, ticket, 10));

        assertThat(beforeAnyCame).isFalse();
        assertThat(inFlight).isFalse();
        assertThat(ledger.isOutrun(ORDERS, 11)).isFalse();
        assertThat(ledger.isOutrun(ORDERS, 12)).isTrue();
        assertThat(ledger.isOutrun(OTHER, 12)).isFalse();
    }

    @Test
    void aRewoundPartitionIsOutrunOnlyOnceItIsReadAgain() {
        ledger.open(ORDERS);
        ledger.rewind(ORDERS, 10);
        boolean before = ledger.isOutrun(ORDERS, 12);

        ledger.readAgain(ORDERS);

        assertThat(before).isFalse();
        assertThat(ledger.isOutrun(ORDERS, 10)).isFalse();
        assertThat(ledger.isOutrun(ORDERS, 12)).isTrue();
    }

    @Test
    void nothingIsCommittedOfAPartitionThatIsNotOpen() {
        ledger.open(ORDERS);
        ledger.close(ORDERS);

        assertThat(ledger.committable(ORDERS, 20)).isEmpty();
        assertThat(ledger.committable(OTHER, 20)).isEmpty();
    }

    @Test
    void settlementsOfAnEarlierOpeningAreIgnored() {
        int before = ledger.open(ORDERS);
        int ticket = ledger.accept(before, 10);
        ledger.close(ORDERS);
        int after = ledger.open(ORDERS);
        ledger.accept(after, 10);

        ledger.settle(claims(before, ticket, 10));

        assertThat(ledger.committable(ORDERS, 11)).hasValue(10);
        assertThat(ledger.unsettled(after)).isEqualTo(1);
    }

    @Test
    void openingAgainWithoutClosingBeginsAnew() {
        int before = ledger.open(ORDERS);
        ledger.accept(before, 10);

        int after = ledger.open(ORDERS);

        assertThat(after).isNotEqualTo(before);
        assertThat(ledger.committable(ORDERS, 30)).hasValue(30);
    }

    @Test
    void describesARecordByItsCoordinates() {
        int slot = ledger.open(ORDERS);

        assertThat(ledger.describe(slot, 1841)).isEqualTo("orders-3@1841");
    }

    @Test
    void tellsTheOldestOfThePartitionWithMostInFlight() {
        int orders = ledger.open(ORDERS);
        int other = ledger.open(OTHER);
        ledger.accept(orders, 7);
        ledger.accept(other, 1);
        ledger.accept(other, 2);

        assertThat(ledger.oldestUnsettled()).isEqualTo("orders-4@1");
    }

    /** Against a model that keeps every unsettled offset in a sorted set. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithASimpleModelUnderRandomOrders(long seed) {
        Random random = new Random(seed);
        Map<TopicPartition, TreeSet<Long>> unsettled = new HashMap<>();
        Map<TopicPartition, Long> consumed = new HashMap<>();
        Map<TopicPartition, Long> returned = new HashMap<>();
        List<long[]> inFlight = new ArrayList<>();
        for (TopicPartition partition : List.of(ORDERS, OTHER)) {
            ledger.open(partition);
            unsettled.put(partition, new TreeSet<>());
            consumed.put(partition, 0L);
            returned.put(partition, 0L);
        }

        for (int step = 0; step < 20_000; step++) {
            TopicPartition partition = random.nextBoolean() ? ORDERS : OTHER;
            int slot = ledger.slot(partition);
            switch (random.nextInt(20)) {
                case 0 -> {
                    ledger.close(partition);
                    ledger.open(partition);
                    unsettled.get(partition).clear();
                    returned.put(partition, 0L);
                }
                case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 -> {
                    // Compacted topics have gaps of any width.
                    long offset = consumed.get(partition) + random.nextInt(3) * random.nextInt(1000);
                    int ticket = ledger.accept(slot, offset);
                    unsettled.get(partition).add(offset);
                    consumed.put(partition, offset + 1);
                    inFlight.add(new long[] {slot, ticket, offset});
                }
                case 11, 12, 13, 14, 15, 16, 17, 18 -> {
                    if (!inFlight.isEmpty()) {
                        long[] settled = inFlight.remove(random.nextInt(Math.min(inFlight.size(), 200)));
                        ledger.settle(claims((int) settled[0], (int) settled[1], settled[2]));
                        for (TopicPartition open : List.of(ORDERS, OTHER)) {
                            if (ledger.slot(open) == settled[0]) {
                                unsettled.get(open).remove(settled[2]);
                            }
                        }
                    }
                }
                default -> {
                    TreeSet<Long> open = unsettled.get(partition);
                    long durable = open.isEmpty() ? consumed.get(partition) : open.first();
                    long expected = Math.max(returned.get(partition), durable);
                    returned.put(partition, expected);
                    assertThat(ledger.committable(partition, consumed.get(partition)))
                            .as("seed %d, step %d", seed, step)
                            .hasValue(expected);
                }
            }
        }
    }

    private static Claims claims(int slot, long... ticketsAndOffsets) {
        Claims claims = new Claims();
        for (int at = 0; at < ticketsAndOffsets.length; at += 2) {
            claims.add(slot, (int) ticketsAndOffsets[at], ticketsAndOffsets[at + 1]);
        }
        return claims;
    }
}
