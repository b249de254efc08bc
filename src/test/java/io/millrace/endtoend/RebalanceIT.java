package io.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.ConnectWorker;
import io.millrace.testing.KafkaJars;
import io.millrace.testing.KafkaServer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tasks move between workers while rows of a partition are on their way in two lanes. */
@ExtendWith(SharedBroker.class)
class RebalanceIT {
    private static final Duration REBALANCED = Duration.ofSeconds(60);
    private static final int KEYS = 1_000;
    private static final int BURST = 10_000;

    @Test
    void tableIsRightAfterAWorkerJoinedAndLeftUnderLoad(KafkaServer broker) throws Exception {
        try (ProcessStack stack = ProcessStack.beside(broker, KafkaJars.current());
                Scenario it = new Scenario(stack, "rebalance").topic(2);
                Events events = new Events(stack.bootstrapServers())) {
            Random random = new Random(11);
            it.upserting(it.name).with("lanes", "2").run(2);
            events.churn(it.name, random, KEYS, 0, BURST);

            ConnectWorker second = stack.addWorker();
            churnUntilWorkers(2, stack, it, events, random);
            second.close();
            churnUntilWorkers(1, stack, it, events, random);
            events.flush();
            it.awaitNoLag();

            assertThat(it.versions(it.name)).isEqualTo(events.expected());
        }
    }

    /** Produces for as long as the tasks take to be running on so many workers. */
    private static void churnUntilWorkers(int workers, Stack stack, Scenario it, Events events, Random random) {
        Await.until(
                "tasks run on " + workers + " workers",
                REBALANCED,
                () -> {
                    events.churn(it.name, random, KEYS, 0, KEYS);
                    return stack.rest().countWorkers(it.name) == workers;
                },
                stack::logs);
        stack.rest().awaitRunning(it.name, 2);
        events.churn(it.name, random, KEYS, BURST, BURST);
    }
}
