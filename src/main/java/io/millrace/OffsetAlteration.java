package io.millrace;

import io.millrace.ack.Tenure;
import io.millrace.config.SinkConfig;
import io.millrace.write.Connections;
import io.millrace.write.OffsetStore;
import io.millrace.write.OffsetStore.Place;
import io.millrace.write.SqlState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * What an operator does to stored offsets over REST, while the connector is stopped. On a thread of the worker, which
 * alters the group's own offsets afterwards. Doing it twice is doing it once: epochs only ever rise.
 */
final class OffsetAlteration {
    /** Far below the 90 s that the worker gives a request. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final SinkConfig config;
    private final Map<TopicPartition, Long> offsets;

    OffsetAlteration(SinkConfig config, Map<TopicPartition, Long> offsets) {
        this.config = config;
        this.offsets = offsets;
    }

    /** Does nothing where Kafka keeps the offsets. */
    void run() {
        if (!config.delivery().storesOffsets()) {
            return;
        }
        List<Place> places = places();
        try (Connections connections = Connections.of(config.connection(), 1, config.connectorName() + "-offsets")) {
            OffsetStore store = new OffsetStore(connections, config.delivery());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!isAltered(store, places, deadline)) {
                pause();
            }
        }
    }

    /** Connect gives no partitions where it has none to reset, though there may be some here: then it means all. */
    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                check(partition, offset);
            }
            long next = offset == null ? Tenure.NONE : offset;
            places.add(new Place(partition.topic(), partition.partition(), next));
        });
        return places;
    }

    /** Connect alters the group only afterwards, and refuses there what Kafka does: what we can tell is told before. */
    private void check(TopicPartition partition, long offset) {
        if (offset < 0) {
            throw new ConnectException("The offset of " + partition + " must not be negative");
        }
        if (!config.subscription().mayRead(partition.topic())) {
            throw new ConnectException("No offset was altered: the connector does not read topic " + partition.topic()
                    + " (" + config.subscription() + "). Leave " + partition
                    + " out, or reset it with \"offset\": null");
        }
    }

    private boolean isAltered(OffsetStore store, List<Place> places, long deadline) {
        try {
            if (places.isEmpty()) {
                store.reset();
            } else {
                store.set(places);
            }
            return true;
        } catch (SQLException e) {
            if (SqlState.isTransient(e) && System.nanoTime() < deadline) {
                return false;
            }
            throw new ConnectException("The offsets stored in table "
                    + config.delivery().table() + " were not altered: " + SqlState.describe(e));
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while altering offsets");
        }
    }
}
