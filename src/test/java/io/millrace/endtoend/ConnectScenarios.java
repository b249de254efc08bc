package io.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What a user of one worker sees; run on child processes and, where Docker answers, on the official images. */
abstract class ConnectScenarios {
    /** Several commit intervals of the workers under test. */
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    abstract Stack stack();

    @Test
    void appendedRecordsBecomeRowsExactlyOnceEach() throws Exception {
        try (Scenario it = new Scenario(stack(), "append").topic(4);
                Events events = new Events(stack().bootstrapServers())) {
            it.appending(it.name).run(2);

            events.append(it.name, 0, 10_000);
            events.flush();
            it.awaitNoLag();

            assertThat(it.count(it.name)).isEqualTo(10_000);
            assertThat(it.number("SELECT count(DISTINCT seq) FROM " + it.name + " WHERE body = 'body ' || seq"))
                    .isEqualTo(10_000);
        }
    }

    @Test
    void lastWriteOfEachKeyWinsAndTombstonesDelete() throws Exception {
        try (Scenario it = new Scenario(stack(), "upsert").topic(3);
                Events events = new Events(stack().bootstrapServers())) {
            it.upserting(it.name).run(1);

            events.churn(it.name, new Random(7), 500, 0, 20_000);
            events.flush();
            it.awaitNoLag();

            assertThat(it.versions(it.name)).isEqualTo(events.expected());
        }
    }

    @Test
    void topicsOfAPatternGoToTheTablesOfTheirNames() throws Exception {
        try (Scenario it = new Scenario(stack(), "many");
                Events events = new Events(stack().bootstrapServers())) {
            String[] names = new String[8];
            for (int i = 0; i < names.length; i++) {
                names[i] = it.name + "_" + i;
                it.topics.create(names[i], 1);
                it.appending(names[i]);
                events.append(names[i], i, 500);
            }
            events.flush();

            it.without("topics").with("topics.regex", it.name + "_[0-9]").run(2);
            it.awaitNoLag(names);

            for (int i = 0; i < names.length; i++) {
                assertThat(it.count(names[i])).isEqualTo(500);
                assertThat(it.number("SELECT min(seq) FROM " + names[i])).isEqualTo(i);
            }
        }
    }

    @Test
    void lagStaysUntilRowsAreDurable() throws Exception {
        try (Scenario it = new Scenario(stack(), "lag").topic(1);
                Events events = new Events(stack().bootstrapServers())) {
            it.appending(it.name).run(1);

            try (Connection blocker = stack().connect();
                    Statement lock = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                lock.execute("LOCK TABLE " + it.name + " IN EXCLUSIVE MODE");
                events.append(it.name, 0, 1_000);
                events.flush();
                Await.holdsFor(
                        "all of it is lag",
                        A_WHILE,
                        () -> it.topics.committed(it.name).values().stream().allMatch(offset -> offset == 0));
                blocker.rollback();
            }
            it.awaitNoLag();

            assertThat(it.count(it.name)).isEqualTo(1_000);
        }
    }

    @Test
    void renamedTopicGoesToItsNewTableAndCommitsUnderItsOldName() throws Exception {
        try (Scenario it = new Scenario(stack(), "renamed").topic(2);
                Events events = new Events(stack().bootstrapServers())) {
            String table = it.name.replace("renamed", "routed");
            it.appending(table)
                    .with("transforms", "route")
                    .with("transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter")
                    .with("transforms.route.regex", "renamed_(.*)")
                    .with("transforms.route.replacement", "routed_$1")
                    .run(1);

            events.append(it.name, 0, 2_000);
            events.flush();
            it.awaitNoLag();

            assertThat(it.count(table)).isEqualTo(2_000);
        }
    }

    @Test
    void badRecordFailsTheTaskWithAllBeforeItWrittenAndCommitted() throws Exception {
        try (Scenario it = new Scenario(stack(), "bad").topic(1);
                Events events = new Events(stack().bootstrapServers())) {
            it.appending(it.name);
            events.append(it.name, 0, 100);
            events.appendRaw(it.name, "{\"seq\":\"a-secret-word\",\"body\":\"b\"}");
            events.append(it.name, 200, 50);
            events.flush();

            it.run(1);
            String told = stack().rest().awaitFailure(it.name);

            assertThat(told)
                    .contains(it.name + "-0@100", "public." + it.name, "seq")
                    .doesNotContain("a-secret-word");
            Await.until(
                    "the offset of the bad record is committed",
                    A_WHILE,
                    () -> it.topics.committed(it.name).equals(Map.of(new TopicPartition(it.name, 0), 100L)));
            assertThat(it.count(it.name)).isEqualTo(100);
        }
    }

    @Test
    void badRecordsGoToTheDeadLetterQueueOnceAndTheOthersToTheTable() throws Exception {
        try (Scenario it = new Scenario(stack(), "dead").topic(1);
                Events events = new Events(stack().bootstrapServers());
                DeadLetterQueue queue = new DeadLetterQueue(stack().bootstrapServers(), "letters_" + it.name)) {
            it.appending(it.name).tolerating("letters_" + it.name);
            it.execute("ALTER TABLE " + it.name + " ADD CONSTRAINT decent CHECK (body NOT LIKE '%a-secret-word%')");
            for (int at = 0; at < 50; at++) {
                events.append(it.name, at * 100, 98);
                events.appendRaw(it.name, "{\"seq\":\"a-secret-word\",\"body\":\"b\"}");
                events.appendRaw(it.name, "{\"seq\":-1,\"body\":\"a-secret-word\"}");
            }
            events.flush();

            it.run(1);
            it.awaitNoLag();

            List<ConsumerRecord<String, String>> letters = queue.read();
            assertThat(letters).hasSize(100);
            assertThat(letters)
                    .extracting(letter -> DeadLetterQueue.header(letter, "offset"))
                    .doesNotHaveDuplicates();
            assertThat(letters).allSatisfy(letter -> {
                String coordinates =
                        it.name + "-0@" + DeadLetterQueue.header(letter, "offset") + " → public." + it.name;
                assertThat(letter.value()).contains("a-secret-word");
                assertThat(DeadLetterQueue.header(letter, "exception.message"))
                        .startsWith(coordinates)
                        .containsAnyOf("(22P02)", ": check_violation (23514), constraint decent")
                        .doesNotContain("secret");
                assertThat(DeadLetterQueue.header(letter, "exception.stacktrace"))
                        .doesNotContain("secret");
            });
            assertThat(it.count(it.name)).isEqualTo(4_900);
        }
    }
}
