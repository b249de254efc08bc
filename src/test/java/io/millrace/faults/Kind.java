package io.millrace.faults;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Every fault that can be drawn. */
enum Kind {
    POSTMASTER_KILLED(PostmasterKilled::new),
    BACKEND_KILLED(BackendKilled::new),
    SESSIONS_TERMINATED(SessionsTerminated::new),
    IMMEDIATE_STOP(ImmediateStop::new),
    SERVER_FROZEN(ServerFrozen::new),
    TABLE_LOCKED(TableLocked::new),
    TABLE_RECREATED(TableRecreated::new),
    DISK_FULL(DiskFull::new),
    CONNECTIONS_EXHAUSTED(ConnectionsExhausted::new),
    READ_ONLY_PRIMARY(ReadOnlyPrimary::new),
    CUT_MID_COPY(WireTrap::cutMidCopy),
    HALF_PACKET(WireTrap::halfPacket),
    COMMIT_REPLY_SWALLOWED(WireTrap::commitReplySwallowed),
    SLOW_WIRE(SlowWire::new),
    WIRE_REFUSES(WireRefuses::new),
    WORKER_KILLED(WorkerKilled::new),
    WORKER_STOPPED(WorkerStopped::new),
    WORKER_COMES_AND_GOES(WorkerComesAndGoes::new),
    WORKER_FROZEN(WorkerFrozen::new),
    TASKS_RESTARTED(TasksRestarted::new),
    CONNECTOR_RECONFIGURED(ConnectorReconfigured::new),
    BROKER_RESTARTED(BrokerRestarted::inPeace),
    BROKER_KILLED(BrokerRestarted::killed),
    LETTERS_REFUSED(LettersRefused::new);

    private final Supplier<Fault> fault;

    Kind(Supplier<Fault> fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault.get();
    }

    /** In words, for a page or a test's name. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Those that can strike on this site: a disk fills only where one could be mounted. */
    static List<Kind> possibleOn(Site site) {
        return Stream.of(values())
                .filter(kind -> kind != DISK_FULL || site.disk().isMounted())
                .toList();
    }
}
