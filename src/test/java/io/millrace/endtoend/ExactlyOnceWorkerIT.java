package io.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.KafkaJars;
import io.millrace.testing.KafkaServer;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A table without a key holds each record once, though its worker was killed; and its offsets can be altered. */
@ExtendWith(SharedBroker.class)
class ExactlyOnceWorkerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int RECORDS = 60_000;
    private static final int TAIL = 500;
    private static final int UNREADABLE = 20;

    @Test
    void rowsAreThereOnceAfterKillsUnderLoadAndAgainWhenOffsetsAreAltered(KafkaServer broker) throws Exception {
        try (ProcessStack stack = ProcessStack.beside(broker, KafkaJars.current());
                Scenario it = new Scenario(stack, "once").topic(2);
                Events events = new Events(stack.bootstrapServers())) {
            it.appending(it.name)
                    .with("delivery.guarantee", "exactly_once")
                    .with("consumer.override.isolation.level", "read_committed")
                    .with("consumer.override.session.timeout.ms", "6000")
                    .run(2);
            events.append(it.name, 0, RECORDS);
            Await.until("rows arrive", PATIENCE, () -> it.count(it.name) > 0, stack::logs);

            stack.firstWorker().kill9();
            events.append(it.name, RECORDS, RECORDS);
            stack.addWorker();
            long before = it.count(it.name);
            Await.until("rows arrive again", PATIENCE, () -> it.count(it.name) > before, stack::logs);
            stack.lastWorker().kill9();
            stack.addWorker();
            events.flush();
            it.awaitNoLag();

            assertThat(it.number("SELECT count(DISTINCT seq) FROM " + it.name)).isEqualTo(2L * RECORDS);
            assertThat(it.count(it.name)).isEqualTo(2L * RECORDS);

            TopicPartition first = new TopicPartition(it.name, 0);
            long end = it.topics.ends(it.name).get(first);
            alter(stack, it, () -> stack.rest().setOffset(it.name, first, end - TAIL));
            Await.until(
                    "its last rows come again", PATIENCE, () -> it.count(it.name) == 2L * RECORDS + TAIL, stack::logs);

            alter(stack, it, () -> stack.rest().resetOffsets(it.name));
            Await.until("all come again", PATIENCE, () -> it.count(it.name) == 4L * RECORDS + TAIL, stack::logs);
        }
    }

    @Test
    void whatNoConverterReadsIsReportedOnceAndWhoeverTakesOverHasNoLag(KafkaServer broker) throws Exception {
        try (ProcessStack stack = ProcessStack.beside(broker, KafkaJars.current());
                Scenario it = new Scenario(stack, "testator").topic(1);
                Scenario heir = new Scenario(stack, "heir");
                Events events = new Events(stack.bootstrapServers())) {
            String dead = it.name + "_dead";
            it.appending(it.name)
                    .tolerating(dead)
                    .with("delivery.guarantee", "exactly_once")
                    .run(1);
            events.append(it.name, 0, TAIL);
            for (int at = 0; at < UNREADABLE; at++) {
                events.appendRaw(it.name, "no JSON");
            }
            events.flush();
            it.awaitNoLag();
            stack.rest().restart(it.name);
            stack.rest().awaitRunning(it.name, 1);
            events.append(it.name, TAIL, 1);
            events.flush();
            it.awaitNoLag();
            stack.rest().stop(it.name);
            stack.rest().awaitStopped(it.name);

            heir.with("topics", it.name)
                    .with("table.name.format", "public." + it.name)
                    .with("delivery.guarantee", "exactly_once")
                    .with("exactly.once.id", it.name)
                    .run(1)
                    .awaitNoLag(it.name);

            assertThat(it.topics.ends(dead).values()).containsExactly((long) UNREADABLE);
            assertThat(it.count(it.name)).isEqualTo(TAIL + 1);
        }
    }

    private interface Request {
        void send() throws Exception;
    }

    private static void alter(ProcessStack stack, Scenario it, Request request) throws Exception {
        stack.rest().stop(it.name);
        stack.rest().awaitStopped(it.name);
        // Kafka lets a group be altered once the members that were killed are forgotten.
        Await.until("the offsets are altered", PATIENCE, () -> {
            request.send();
            return true;
        });
        stack.rest().resume(it.name);
        stack.rest().awaitRunning(it.name, 2);
    }
}
