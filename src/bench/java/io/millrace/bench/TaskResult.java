package io.millrace.bench;

import java.util.List;
import java.util.stream.Stream;

/** What one workload of the task level came to, by contender. Immutable. */
record TaskResult(Workload workload, Runs floor, Runs oneLane, Runs byDefault, Runs peer, List<Runs> more) {
    List<Runs> all() {
        return Stream.concat(Stream.of(floor, oneLane, byDefault, peer), more.stream())
                .toList();
    }

    double ofFloor() {
        return oneLane.over(floor);
    }

    double ofPeer() {
        return byDefault.over(peer);
    }

    double ofOneLane() {
        return byDefault.over(oneLane);
    }

    /** The client's, of Millrace as it is by default. */
    double clientSeconds() {
        return byDefault.median(Measurement::clientMicros);
    }

    /** On the heap, besides the records themselves and the bytes of their text. */
    double allocatedBytes() {
        return byDefault.median(Measurement::steadyBytes) - workload.shape().textBytes();
    }
}
