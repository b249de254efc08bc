package io.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.KafkaJars;
import io.millrace.testing.KafkaServer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker ends without a word, as under {@code kill -9}, and another takes its place. */
@ExtendWith(SharedBroker.class)
class KilledWorkerIT {
    private static final Duration UNDER_WAY = Duration.ofSeconds(60);
    private static final int RECORDS = 60_000;

    @Test
    void keyedTableIsRightAfterTheWorkerWasKilledUnderLoad(KafkaServer broker) throws Exception {
        try (ProcessStack stack = ProcessStack.beside(broker, KafkaJars.current());
                Scenario it = new Scenario(stack, "killed_upsert").topic(2);
                Events events = new Events(stack.bootstrapServers())) {
            it.upserting(it.name)
                    .with("consumer.override.session.timeout.ms", "6000")
                    .run(1);

            events.churn(it.name, new Random(9), 2_000, 0, RECORDS);
            Await.until("rows arrive", UNDER_WAY, () -> it.count(it.name) > 0, stack::logs);
            stack.firstWorker().kill9();
            events.churn(it.name, new Random(10), 2_000, RECORDS, RECORDS);
            stack.addWorker();
            events.flush();
            it.awaitNoLag();

            assertThat(it.versions(it.name)).isEqualTo(events.expected());
        }
    }

    @Test
    void noAppendedRowIsLostWhenTheWorkerIsKilledUnderLoad(KafkaServer broker) throws Exception {
        try (ProcessStack stack = ProcessStack.beside(broker, KafkaJars.current());
                Scenario it = new Scenario(stack, "killed_append").topic(2);
                Events events = new Events(stack.bootstrapServers())) {
            it.appending(it.name)
                    .with("consumer.override.session.timeout.ms", "6000")
                    .run(1);

            events.append(it.name, 0, RECORDS);
            Await.until("rows arrive", UNDER_WAY, () -> it.count(it.name) > 0, stack::logs);
            stack.firstWorker().kill9();
            events.append(it.name, RECORDS, RECORDS);
            stack.addWorker();
            events.flush();
            it.awaitNoLag();

            // Some may be there twice: a row whose offset was not committed yet is written again.
            assertThat(it.number("SELECT count(DISTINCT seq) FROM " + it.name)).isEqualTo(2L * RECORDS);
        }
    }
}
