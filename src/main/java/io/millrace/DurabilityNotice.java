package io.millrace;

import io.millrace.config.Durability;
import io.millrace.metrics.TaskMetrics;
import io.millrace.table.Destination;
import io.millrace.write.Connections;
import io.millrace.write.DurabilityFacts;
import io.millrace.write.Learned;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells, once, what "durable" means on this server and for each of its tables. On the catalogue's thread. */
final class DurabilityNotice {
    private static final Logger log = LoggerFactory.getLogger(DurabilityNotice.class);

    private final Connections connections;
    private final Durability durability;
    private final TaskMetrics metrics;

    DurabilityNotice(Connections connections, Durability durability, TaskMetrics metrics) {
        this.connections = connections;
        this.durability = durability;
        this.metrics = metrics;
    }

    void tellServer() {
        Optional<DurabilityFacts> asked = DurabilityFacts.ask(connections);
        asked.ifPresent(facts -> {
            String line = facts.describe(durability);
            log.info("Rows are durable as this server has it: {}", line);
            facts.weaknesses().forEach(log::warn);
            metrics.durability(line);
        });
    }

    /** Gives what it was given. */
    Learned tellTable(Learned learned) {
        if (learned instanceof Learned.Known known) {
            Destination destination = known.destination();
            if (DurabilityFacts.isUnlogged(connections, destination.id())) {
                log.warn(
                        "Table {} is UNLOGGED: after a crash of the server it is empty, and the offsets of its rows are"
                                + " committed all the same",
                        destination);
                metrics.unlogged(destination.toString());
            }
        }
        return learned;
    }
}
