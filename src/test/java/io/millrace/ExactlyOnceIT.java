package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.ConsumerDriver;
import io.millrace.testing.MemoryBroker;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Proxy;
import io.millrace.testing.Settings;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table without a key holds each record once, whatever failed at whichever moment. */
class ExactlyOnceIT {
    private static final int PARTITIONS = 3;
    private static final int STEPS = 150;

    private final MemoryBroker broker = new MemoryBroker();
    private final List<PartitionLog> logs = new ArrayList<>();
    private final List<ConsumerDriver> zombies = new ArrayList<>();
    private TestDatabase database;
    private long dropped;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE one (\"table\" text, partition int, id int)", "CREATE TABLE two (LIKE one)");
        for (int partition = 0; partition < PARTITIONS; partition++) {
            logs.add(PartitionLog.of("t", partition));
        }
    }

    private TopicPartition[] partitions() {
        return logs.stream().map(PartitionLog::partition).toArray(TopicPartition[]::new);
    }

    private ConsumerDriver start(Proxy proxy, Random random) {
        Settings settings = Settings.of(database)
                .with("delivery.guarantee", "exactly_once")
                .with("table.name.format", "${field.table}")
                .with("lanes", 1 + random.nextInt(3))
                .with("write.method", List.of("auto", "copy", "unnest").get(random.nextInt(3)))
                .with("durability", random.nextBoolean() ? "commit" : "deferred")
                .with("flush.timeout.ms", 20)
                .with("retry.backoff.max.ms", 20)
                .with("retry.backoff.ms", 1);
        return ConsumerDriver.start(broker, settings.through(proxy))
                .polling(1 + random.nextInt(700))
                .dropping(record -> record.value() == null)
                .open(partitions());
    }

    private void produce(Random random) {
        for (PartitionLog log : logs) {
            int records = random.nextInt(400);
            for (int at = 0; at < records; at++) {
                Object value = fields(
                        "table",
                        random.nextBoolean() ? "one" : "two",
                        "partition",
                        log.partition().partition(),
                        "id",
                        (int) log.end());
                // Some offsets never come, as those of transactions' markers; some records a transform takes away.
                int fate = random.nextInt(20);
                if (fate == 0) {
                    broker.add(log.append(1, null));
                    dropped++;
                } else if (fate > 2) {
                    broker.add(log.append(null, value));
                } else {
                    log.append(null, value);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void eachRecordIsThereOnceAfterCutsRestartsAndZombies(long seed) throws SQLException {
        Random random = new Random(seed);
        System.out.println("seed " + seed);
        try (Proxy proxy = Proxy.before(database).allow()) {
            ConsumerDriver driver = start(proxy, random);
            for (int step = 0; step < STEPS; step++) {
                produce(random);
                driver = disturb(driver, proxy, random);
                for (int polls = random.nextInt(4); polls >= 0; polls--) {
                    driver.poll();
                }
            }
            driver.drain().close();
            zombies.forEach(ConsumerDriver::kill);
        }

        assertThat(database.ask(
                        "SELECT count(*) - count(DISTINCT (partition, id)) FROM (TABLE one UNION ALL TABLE two) a"))
                .as("rows written twice")
                .isEqualTo("0");
        assertThat(database.count("(TABLE one UNION ALL TABLE two) AS a")).isEqualTo(broker.size() - dropped);
    }

    private ConsumerDriver disturb(ConsumerDriver driver, Proxy proxy, Random random) {
        switch (random.nextInt(12)) {
            case 0 -> proxy.cut();
            case 1 -> proxy.swallow("COMMIT");
            case 2 -> proxy.swallow("INSERT 0");
            case 3 -> proxy.cutAfter("COPY ");
            case 4 -> driver.commit();
            case 5 -> {
                driver.close();
                return start(proxy, random);
            }
            case 6 -> {
                driver.kill();
                return start(proxy, random);
            }
            case 7 -> {
                zombies.add(driver);
                ConsumerDriver owner = start(proxy, random);
                driver.poll();
                return owner;
            }
            case 8 -> {
                driver.lose(partitions());
                driver.open(partitions());
            }
            case 9 -> awakeZombies();
            default -> {}
        }
        return driver;
    }

    /**
     * They write what they had, and learn at once that they lost their partitions, as a consumer that goes on does. Left
     * alone for ten seconds, they would take them back.
     */
    private void awakeZombies() {
        for (ConsumerDriver zombie : zombies) {
            for (int polls = 0; polls < 3; polls++) {
                zombie.pollOrEnd();
            }
            zombie.kill();
        }
        zombies.clear();
    }
}
