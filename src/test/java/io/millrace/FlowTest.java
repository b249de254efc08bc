package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.DriverContext;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlowTest {
    private static final TopicPartition ONE = new TopicPartition("t", 1);
    private static final TopicPartition TWO = new TopicPartition("t", 2);

    private final DriverContext context = new DriverContext(Map.of());
    private final Flow flow = new Flow(context);

    @BeforeEach
    void assignBoth() {
        context.assign(List.of(ONE, TWO));
        flow.opened(List.of(ONE, TWO));
    }

    @Test
    void othersThanThoseThatArePausedGoOn() {
        flow.pauseOnly(List.of(ONE));

        flow.pauseOnly(List.of(TWO));

        assertThat(context.paused()).containsExactly(TWO);
    }

    /** Connect remembers what was asked for, and does not ask again. */
    @Test
    void aPartitionThatWasPausedWhenItWentIsReadWhenItComesBack() {
        flow.pauseOnly(List.of(ONE, TWO));
        flow.closed(List.of(ONE, TWO));
        context.unassign(List.of(ONE, TWO));

        context.assign(List.of(ONE));
        flow.opened(List.of(ONE));
        flow.pauseOnly(List.of());

        assertThat(context.paused()).isEmpty();
    }

    @Test
    void aPartitionThatComesBackIsPausedIfItMustWait() {
        flow.pauseOnly(List.of(ONE));
        flow.closed(List.of(ONE));
        context.unassign(List.of(ONE));

        context.assign(List.of(ONE));
        flow.opened(List.of(ONE));
        flow.pauseOnly(List.of(ONE));

        assertThat(context.paused()).containsExactly(ONE);
    }
}
