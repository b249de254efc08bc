package io.millrace;

import io.millrace.ack.OffsetLedger;
import io.millrace.config.ErrorTolerance;
import io.millrace.config.FlowSettings;
import io.millrace.config.SinkConfig;
import io.millrace.lane.LaneSurroundings;
import io.millrace.lane.Lanes;
import io.millrace.metrics.TaskMetrics;
import io.millrace.write.Connections;
import io.millrace.write.OffsetStore;
import io.millrace.write.OnRefusal;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.connect.sink.ErrantRecordReporter;

/** The parts of one task, built from its settings, started and stopped together. Immutable; parts have their threads. */
record Workings(
        FlowSettings limits,
        Flow flow,
        TaskMetrics metrics,
        Connections connections,
        Learner learner,
        Lanes lanes,
        OffsetLedger ledger,
        OpenPartitions partitions,
        OffsetKeeping keeping,
        Rewind rewind,
        Failure failure,
        Intake intake,
        Settling settling,
        Reports reports,
        Housekeeping housekeeping)
        implements AutoCloseable {
    /** Twenty tasks that stop share the worker's five seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * Builds them; needs no database.
     *
     * @param reporter where records go that cannot be written; where there is none, they end the task
     */
    static Workings of(SinkConfig config, Flow flow, Optional<ErrantRecordReporter> reporter) {
        String name = config.connectorName() + "-" + config.task();
        // First what may refuse its settings, then what must be closed again.
        Connections connections =
                Connections.of(config.connection(), config.lanes().lanes() + 1, name);
        TaskMetrics metrics = TaskMetrics.register(config.connectorName(), config.task());
        Learner learner = new Learner(config, connections, name, metrics);
        OffsetStore store = new OffsetStore(connections, config.delivery());
        LaneWriters writers = new LaneWriters(config, connections, store, onRefusal(config, reporter));
        Lanes lanes = new Lanes(
                config.lanes(),
                config.batch(),
                config.retry(),
                lane -> writers.make(),
                new LaneSurroundings(name, metrics, System::nanoTime));
        OffsetLedger ledger = new OffsetLedger();
        OpenPartitions partitions = new OpenPartitions(ledger);
        OffsetKeeping keeping = config.delivery().storesOffsets()
                ? new OffsetsInPostgres(store, learner, partitions, new TakenAway(partitions, System::nanoTime))
                : OffsetKeeping.IN_KAFKA;
        Rewind rewind = new Rewind(partitions, lanes, flow, keeping, metrics);
        Failure failure = new Failure();
        Outdated outdated = new Outdated(ledger, rewind);
        Reports reports = new Reports(reporter, ledger, failure, metrics, System::nanoTime);
        Settling settling = new Settling(lanes, ledger, keeping, new Setbacks(failure, outdated, reports), metrics);
        Drain drain = new Drain(lanes, settling, System::nanoTime);
        Routes routes = new Routes(config, learner, outdated, drain, System::nanoTime);
        Housekeeping housekeeping =
                new Housekeeping(config.create().partitions(), writers.keeper(), learner, routes, System::nanoTime);
        Delivery delivery = new Delivery(routes, lanes);
        BadRecords bad = new BadRecords(
                ledger, partitions, reports, lanes, config.delivery().storesOffsets());
        Intake intake = new Intake(config, ledger, partitions, delivery, bad);
        return new Workings(
                config.flow(),
                flow,
                metrics,
                connections,
                learner,
                lanes,
                ledger,
                partitions,
                keeping,
                rewind,
                failure,
                intake,
                settling,
                reports,
                housekeeping);
    }

    private static OnRefusal onRefusal(SinkConfig config, Optional<ErrantRecordReporter> reporter) {
        ErrorTolerance tolerance = reporter.isPresent() ? ErrorTolerance.ALL : ErrorTolerance.NONE;
        return OnRefusal.of(tolerance, config.delivery().storesOffsets());
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
