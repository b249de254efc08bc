package io.millrace;

import io.millrace.ack.OffsetLedger;
import io.millrace.config.FlowSettings;
import io.millrace.config.SinkConfig;
import io.millrace.lane.LaneSurroundings;
import io.millrace.lane.Lanes;
import io.millrace.metrics.TaskMetrics;
import io.millrace.write.Connections;
import io.millrace.write.PostgresBatchWriter;
import java.time.Duration;

/** The parts of one task, built from its settings, started and stopped together. Immutable; parts have their threads. */
record Workings(
        FlowSettings limits,
        TaskMetrics metrics,
        Connections connections,
        Learner learner,
        Lanes lanes,
        OffsetLedger ledger,
        OpenPartitions partitions,
        Failure failure,
        Intake intake,
        Settling settling)
        implements AutoCloseable {
    /** Twenty tasks that stop share the worker's five seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Builds them; needs no database. */
    static Workings of(SinkConfig config) {
        String name = config.connectorName() + "-" + config.task();
        // First what may refuse its settings, then what must be closed again.
        Connections connections =
                Connections.of(config.connection(), config.lanes().lanes() + 1, name);
        TaskMetrics metrics = TaskMetrics.register(config.connectorName(), config.task());
        Learner learner = new Learner(config, connections, name, metrics);
        Lanes lanes = new Lanes(
                config.lanes(),
                config.batch(),
                config.retry(),
                lane -> PostgresBatchWriter.of(connections, config.connection(), config.write(), System::nanoTime),
                new LaneSurroundings(name, metrics, System::nanoTime));
        OffsetLedger ledger = new OffsetLedger();
        OpenPartitions partitions = new OpenPartitions(ledger);
        Failure failure = new Failure();
        Delivery delivery = new Delivery(new Routes(config, learner, System::nanoTime), lanes);
        Intake intake = new Intake(config, ledger, partitions, delivery, failure);
        Settling settling = new Settling(lanes, ledger, failure, metrics, System::currentTimeMillis);
        return new Workings(
                config.flow(), metrics, connections, learner, lanes, ledger, partitions, failure, intake, settling);
    }

    void start() {
        learner.start();
        lanes.start();
    }

    @Override
    public void close() {
        learner.close();
        lanes.close(PATIENCE);
        connections.close();
        metrics.close();
    }
}
