package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row that a foreign key refuses waits for what it lacks: its parent may be in a record still to come. */
class HardCase12ForeignKeysIT {
    private static final String CHILDREN =
            "SELECT coalesce(string_agg(id || ':' || parent_id || ':' || v, ',' ORDER BY id), '') FROM child";
    private static final String PARENTS = "SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') FROM parent";
    private static final int ENOUGH_MS = 60_000;
    private static final int SHORT_MS = 400;

    private final PartitionLog parents = PartitionLog.of("parent", 0);
    private final PartitionLog children = PartitionLog.of("child", 0);
    private final PartitionLog others = PartitionLog.of("other", 0);
    private TestDatabase database;
    private Settings settings;

    @BeforeEach
    void makeTables() throws SQLException {
        database = TestDatabase.fresh();
        database.execute(
                "CREATE TABLE parent (id bigint PRIMARY KEY)",
                "CREATE TABLE child (id bigint PRIMARY KEY, parent_id bigint NOT NULL REFERENCES parent, v text)",
                "CREATE TABLE other (id bigint PRIMARY KEY)");
        settings = Settings.upserting(database)
                .tolerating()
                .with("pk.fields", "id")
                .with("flush.timeout.ms", 200)
                .with("foreign.key.retry.ms", ENOUGH_MS);
    }

    @Test
    void aChildWaitsForItsParentAndNothingElseWaits() throws Exception {
        try (TaskDriver driver = open()) {
            driver.put(List.of(child(1, 7, "a"), child(2, 7, "a"), parent(8), child(3, 8, "a"), other(1)));
            awaitRow(driver, "SELECT count(*) FROM child", "1");
            driver.put(List.of(child(4, 8, "a"), other(2)));
            awaitRow(driver, "SELECT count(*) FROM child", "2");
            Map<TopicPartition, Long> before = driver.commit();
            boolean paused = driver.context().isAnyPaused();

            driver.put(List.of(parent(7)));
            driver.awaitDurable();

            assertThat(before)
                    .isEqualTo(Map.of(parents.partition(), 1L, children.partition(), 0L, others.partition(), 2L));
            assertThat(paused).isFalse();
            assertThat(database.ask(CHILDREN)).isEqualTo("1:7:a,2:7:a,3:8:a,4:8:a");
            assertThat(driver.deadLetters().letters()).isEmpty();
        }
    }

    @Test
    void laterRowsOfTheKeyStayBehindTheOneThatWaits() throws Exception {
        database.execute("INSERT INTO parent VALUES (8)");
        try (TaskDriver driver = open()) {
            driver.put(List.of(child(1, 7, "first")));
            driver.commit();
            // Could be written at once, and must not be: the first one would come after it.
            driver.put(List.of(child(1, 8, "second"), child(2, 8, "beside")));
            awaitRow(driver, "SELECT count(*) FROM child WHERE id = 2", "1");

            driver.put(List.of(parent(7)));
            driver.awaitDurable();

            assertThat(database.ask(CHILDREN)).isEqualTo("1:8:second,2:8:beside");
            assertThat(driver.deadLetters().letters()).isEmpty();
        }
    }

    @Test
    void aDeleteStaysBehindTheRowThatItDeletes() throws Exception {
        database.execute("INSERT INTO parent VALUES (8)", "INSERT INTO child VALUES (1, 8, 'before')");
        settings = settings.with("foreign.key.retry.ms", SHORT_MS);
        try (TaskDriver driver = open()) {
            driver.put(List.of(child(1, 7, "a")));
            driver.commit();
            driver.put(List.of(children.append(fields("id", 1L), null)));

            driver.awaitDurable();

            assertThat(database.ask(CHILDREN)).isEmpty();
            assertThat(driver.deadLetters().coordinates()).containsExactly("child-0@0");
        }
    }

    @Test
    void whenItsTimeIsOutAChildIsReportedOnceAndWhatCameBehindItIsWritten() throws Exception {
        database.execute("INSERT INTO parent VALUES (8)");
        settings = settings.with("foreign.key.retry.ms", SHORT_MS);
        try (TaskDriver driver = open()) {
            driver.put(List.of(child(1, 7, "bad"), child(2, 8, "good")));
            driver.commit();
            driver.put(List.of(child(3, 7, "bad too"), child(4, 8, "good")));

            driver.awaitDurable();

            assertThat(driver.deadLetters().coordinates()).containsExactlyInAnyOrder("child-0@0", "child-0@2");
            assertThat(driver.deadLetters().reasons())
                    .contains("child-0@0 → public.child: foreign_key_violation (23503), constraint"
                            + " child_parent_id_fkey");
        }
        assertThat(database.ask(CHILDREN)).isEqualTo("2:8:good,4:8:good");
    }

    @Test
    void withoutToleranceTheTaskEndsWhenTheTimeIsOut() throws Exception {
        settings = settings.with("foreign.key.retry.ms", SHORT_MS).with("errors.tolerance", "none");
        TaskDriver driver = open();
        driver.put(List.of(parent(8), child(1, 8, "a"), child(2, 7, "bad"), other(1)));

        ConnectException failure = driver.awaitFailure();

        assertThat(failure)
                .hasMessage("child-0@1 → public.child: foreign_key_violation (23503), constraint"
                        + " child_parent_id_fkey");
        assertThat(driver.stop())
                .isEqualTo(Map.of(parents.partition(), 1L, children.partition(), 1L, others.partition(), 1L));
        assertThat(database.ask(CHILDREN)).isEqualTo("1:8:a");
        assertThat(database.ask("SELECT count(*) FROM other")).isEqualTo("1");
    }

    @Test
    void withoutTimeItCountsAsBadAtOnce() throws Exception {
        settings = settings.with("foreign.key.retry.ms", 0);
        try (TaskDriver driver = open()) {
            driver.put(List.of(child(1, 7, "bad")));
            driver.awaitDurable();
            driver.put(List.of(parent(7)));
            driver.awaitDurable();

            assertThat(driver.deadLetters().coordinates()).containsExactly("child-0@0");
        }
    }

    @Test
    void aTableThatRefersToItselfWaitsForItsOwnRows() throws Exception {
        database.execute("CREATE TABLE node (id bigint PRIMARY KEY, parent_id bigint REFERENCES node)");
        PartitionLog leaves = PartitionLog.of("node", 0);
        PartitionLog roots = PartitionLog.of("node", 1);
        try (TaskDriver driver = TaskDriver.start(settings.map()).open(leaves.partition(), roots.partition())) {
            for (long id = 100; id > 0; id--) {
                driver.put(List.of(leaves.append(fields("id", id), fields("parent_id", id - 1))));
            }
            driver.commit();

            driver.put(List.of(roots.append(fields("id", 0L), fields("parent_id", null))));
            driver.awaitDurable();

            assertThat(driver.deadLetters().letters()).isEmpty();
        }
        assertThat(database.ask("SELECT count(*) || ' ' || count(parent_id) FROM node"))
                .isEqualTo("101 100");
    }

    @Test
    void aDeletedParentWaitsForItsChildrenToBeDeleted() throws Exception {
        database.execute("INSERT INTO parent VALUES (7), (8)", "INSERT INTO child VALUES (1, 7, 'a')");
        try (TaskDriver driver = open()) {
            driver.put(List.of(tombstone(parents, 7), tombstone(parents, 8)));
            awaitRow(driver, PARENTS, "7");
            Map<TopicPartition, Long> before = driver.commit();

            driver.put(List.of(tombstone(children, 1)));
            driver.awaitDurable();

            assertThat(before).isEqualTo(Map.of(parents.partition(), 0L));
            assertThat(driver.deadLetters().letters()).isEmpty();
        }
        assertThat(database.ask(PARENTS) + database.ask(CHILDREN)).isEmpty();
    }

    @Test
    void aPartitionTakenAwayTakesItsWaitingRowsAlong() throws Exception {
        try (TaskDriver driver = open()) {
            driver.put(List.of(child(1, 7, "a"), other(1)));
            driver.commit();

            driver.close(children.partition());
            driver.put(List.of(parent(7), other(2)));
            driver.awaitDurable();

            assertThat(driver.commit()).doesNotContainKey(children.partition());
        }
        assertThat(database.ask(CHILDREN)).isEmpty();
        assertThat(database.ask(PARENTS)).isEqualTo("7");
    }

    @Test
    void atTheEndWhatWaitsIsLeftToTheNextLife() throws Exception {
        List<SinkRecord> records = List.of(child(1, 7, "a"), other(1));
        TaskDriver first = open();
        first.put(records);
        first.commit();

        Map<TopicPartition, Long> committed = first.stop();
        try (TaskDriver second = open()) {
            second.put(List.of(records.get(0), parent(7)));
            second.awaitDurable();
        }

        assertThat(committed).isEqualTo(Map.of(children.partition(), 0L, others.partition(), 1L));
        assertThat(database.ask(CHILDREN)).isEqualTo("1:7:a");
    }

    @Test
    void everyRowArrivesWhereChildrenComeFirstAllTheTime() throws Exception {
        List<SinkRecord> late = new ArrayList<>();
        try (TaskDriver driver = open()) {
            for (int round = 0; round < 40; round++) {
                List<SinkRecord> early = new ArrayList<>();
                for (int at = 0; at < 50; at++) {
                    long id = round * 50L + at;
                    early.add(child(id, id, "old"));
                    early.add(child(id, id, "new"));
                    late.add(parent(id));
                }
                driver.put(early);
                if (round % 4 == 3) {
                    driver.put(late);
                    late.clear();
                }
            }
            driver.awaitDurable();

            assertThat(driver.deadLetters().letters()).isEmpty();
        }
        assertThat(database.ask("SELECT count(*) || ' ' || count(*) FILTER (WHERE v = 'new') FROM child"))
                .isEqualTo("2000 2000");
    }

    private TaskDriver open() {
        return TaskDriver.start(settings.map()).open(parents.partition(), children.partition(), others.partition());
    }

    private void awaitRow(TaskDriver driver, String query, String expected) throws Exception {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!database.ask(query).equals(expected)) {
            assertThat(System.nanoTime()).as(query).isLessThan(deadline);
            driver.idle();
        }
    }

    private SinkRecord parent(long id) {
        return parents.append(fields("id", id), fields());
    }

    private SinkRecord child(long id, long parent, String v) {
        return children.append(fields("id", id), fields("parent_id", parent, "v", v));
    }

    private SinkRecord other(long id) {
        return others.append(fields("id", id), fields());
    }

    private static SinkRecord tombstone(PartitionLog log, long id) {
        return log.append(fields("id", id), null);
    }
}
