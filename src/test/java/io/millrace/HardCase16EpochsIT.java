package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.ConsumerDriver;
import io.millrace.testing.Lock;
import io.millrace.testing.MemoryBroker;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Proxy;
import io.millrace.testing.Settings;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exactly once: whoever took a partition last is the only one who writes it. */
class HardCase16EpochsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TopicPartition ONE = new TopicPartition("t", 0);
    private static final TopicPartition TWO = new TopicPartition("t", 1);

    private final MemoryBroker broker = new MemoryBroker();
    private final PartitionLog one = PartitionLog.of("t", 0);
    private final PartitionLog two = PartitionLog.of("t", 1);
    private TestDatabase database;
    private Settings settings;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (partition int, id int)");
        settings = Settings.of(database).with("delivery.guarantee", "exactly_once");
    }

    private void produce(PartitionLog log, int records) {
        for (int at = 0; at < records; at++) {
            broker.add(log.append(null, fields("partition", log.partition().partition(), "id", (int) log.end())));
        }
    }

    private ConsumerDriver start(TopicPartition... partitions) {
        return ConsumerDriver.start(broker, settings).open(partitions);
    }

    private String rows(int partition) throws SQLException {
        return database.ask("SELECT count(*) || ' ' || count(DISTINCT id) FROM t WHERE partition = " + partition);
    }

    @Test
    void aZombieWritesNothingMore() throws Exception {
        produce(one, 100);
        ConsumerDriver zombie = start(ONE).drain();
        ConsumerDriver owner = start(ONE);
        owner.pollUntil("it owns the partition", () -> epoch(0).equals("2"));

        produce(one, 100);
        Await.holdsFor("the zombie writes nothing", Duration.ofSeconds(3), () -> {
            zombie.poll();
            return rows(0).equals("100 100");
        });
        owner.drain();

        assertThat(rows(0)).isEqualTo("200 200");
        assertThat(zombie.commit()).containsEntry(ONE, 100L);
        zombie.kill();
        owner.close();
    }

    @Test
    void whoOwnsAPartitionTakesItBackFromAZombieThatTookItLate() throws SQLException {
        produce(one, 100);
        ConsumerDriver owner = start(ONE).drain();
        ConsumerDriver zombie = start(ONE);
        zombie.pollUntil("it took the partition", () -> epoch(0).equals("2"));
        zombie.lose(ONE);
        produce(one, 100);

        owner.drain();

        assertThat(rows(0)).isEqualTo("200 200");
        assertThat(epoch(0)).isEqualTo("3");
        zombie.kill();
        owner.close();
    }

    @Test
    void ofTwoThatBothBelieveThatTheyOwnAPartitionOneFails() throws SQLException {
        produce(one, 100);
        ConsumerDriver first = start(ONE).drain();
        ConsumerDriver second = start(ONE);
        Exception failure = null;
        for (long end = System.nanoTime() + PATIENCE.toNanos() * 3; failure == null && System.nanoTime() < end; ) {
            produce(one, 1);
            try {
                first.poll();
                second.poll();
            } catch (ConnectException e) {
                failure = e;
            }
        }

        assertThat(failure)
                .hasMessageContaining("t-0 is still assigned to this task, and is written by another")
                .hasMessageContaining("exactly.once.id=test")
                .hasMessageContaining("(epoch ");
        assertThat(database.ask("SELECT count(*) - count(DISTINCT id) FROM t")).isEqualTo("0");
        first.kill();
        second.kill();
    }

    @Test
    void whoLearnsInTimeThatItLostAPartitionGoesOnWithItsOthers() throws SQLException {
        settings = settings.with("lanes", 1);
        produce(one, 100);
        produce(two, 100);
        ConsumerDriver former = start(ONE, TWO).drain();
        ConsumerDriver owner = start(TWO);
        owner.pollUntil("it owns the partition", () -> epoch(1).equals("2"));
        produce(one, 100);
        produce(two, 100);

        former.pollUntil("its other partition is written", () -> rows(0).equals("200 200"));
        assertThat(rows(1)).isEqualTo("100 100");
        assertThat(former.commit()).containsEntry(TWO, 100L);
        former.lose(TWO);
        produce(one, 100);
        former.drain();
        owner.drain();

        assertThat(rows(0)).isEqualTo("300 300");
        assertThat(rows(1)).isEqualTo("200 200");
        former.close();
        owner.close();
    }

    @Test
    void rowsOnTheirWayWhenThePartitionIsTakenAreWrittenOnce() throws Exception {
        produce(one, 100);
        try (ConsumerDriver former = start(ONE).drain()) {
            Lock lock = Lock.onTable(database, "t");
            produce(one, 100);
            former.pollUntil("its lane waits, holding the offset's row", () -> database.lockWaiters() == 1);

            ConsumerDriver owner = start(ONE);
            Await.until("the new owner waits too", PATIENCE, () -> database.lockWaiters() == 2);
            owner.poll();
            assertThat(rows(0)).isEqualTo("100 100");
            lock.release();
            owner.drain();
            former.lose(ONE);

            assertThat(rows(0)).isEqualTo("200 200");
            assertThat(epoch(0)).isEqualTo("2");
            owner.close();
        }
    }

    @Test
    void theWaitForAZombiesRowIsBounded() throws Exception {
        produce(one, 100);
        start(ONE).drain().close();
        Lock lock = Lock.by(database, "UPDATE millrace_offsets SET updated_at = now()");

        try (ConsumerDriver owner = start(ONE)) {
            produce(one, 100);
            // Longer than the wait for the lock, and never longer than a put may take.
            Await.holdsFor("it waits and does not fail", Duration.ofSeconds(4), () -> {
                owner.poll();
                return true;
            });
            assertThat(database.lockWaiters()).isLessThanOrEqualTo(1);
            lock.release();
            owner.drain();
        }

        assertThat(rows(0)).isEqualTo("200 200");
    }

    @Test
    void twoConnectorsWithNamesOfTheirOwnDoNotFenceEachOther() throws SQLException {
        produce(one, 100);
        ConsumerDriver first = start(ONE).drain();
        settings = settings.with("exactly.once.id", "other");
        broker.committed().clear();
        ConsumerDriver second = start(ONE).drain();
        produce(one, 10);

        first.drain();
        broker.committed().clear();
        second.drain();

        assertThat(database.count("t")).isEqualTo(220);
        first.close();
        second.close();
    }

    @Test
    void aPartitionIsTakenOnceTheDatabaseIsThere() throws SQLException {
        produce(one, 100);
        try (Proxy proxy = Proxy.before(database);
                ConsumerDriver driver =
                        ConsumerDriver.start(broker, settings.through(proxy)).open(ONE)) {
            for (int at = 0; at < 20; at++) {
                driver.poll();
            }
            assertThat(driver.context().paused()).containsExactly(ONE);
            proxy.allow();
            driver.drain();

            assertThat(rows(0)).isEqualTo("100 100");
        }
    }

    private String epoch(int partition) throws SQLException {
        return database.ask("SELECT max(epoch) FROM millrace_offsets WHERE partition = " + partition);
    }
}
