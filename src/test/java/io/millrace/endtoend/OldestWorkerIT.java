package io.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.KafkaJars;
import io.millrace.testing.KafkaServer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The plugin is built against a newer Connect than the oldest worker it is promised to run on. */
@ExtendWith(SharedBroker.class)
class OldestWorkerIT {
    @Test
    void pluginLoadsAndWritesOnTheOldestWorker(KafkaServer broker) throws Exception {
        try (ProcessStack stack = ProcessStack.beside(broker, KafkaJars.oldest());
                Scenario it = new Scenario(stack, "oldest").topic(2);
                Events events = new Events(stack.bootstrapServers())) {
            it.upserting(it.name).run(1);

            events.churn(it.name, new Random(39), 200, 0, 5_000);
            events.flush();
            it.awaitNoLag();

            assertThat(stack.rest().get("/").path("version").asText())
                    .isEqualTo(KafkaJars.oldest().version());
            assertThat(it.versions(it.name)).isEqualTo(events.expected());
        }
    }
}
