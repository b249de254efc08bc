package io.millrace.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What one workload of the task level came to, by contender. Immutable.
 *
 * @param steadyBytes allocated a row when the same rows have come often
 */
record TaskResult(
        Workload workload,
        Runs floor,
        Runs oneLane,
        Runs byDefault,
        Runs peer,
        List<Runs> more,
        OptionalDouble steadyBytes) {
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

    /** On the heap, besides the records themselves and the bytes of their text; nothing where that was not measured. */
    OptionalDouble allocatedBytes() {
        double text = workload.shape().textBytes();
        return steadyBytes.isPresent() ? OptionalDouble.of(steadyBytes.getAsDouble() - text) : steadyBytes;
    }
}
