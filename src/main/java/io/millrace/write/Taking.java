package io.millrace.write;

import io.millrace.ack.Tenure;
import java.util.List;

/** How it ended to take partitions. Immutable. */
public sealed interface Taking {
    /** They are ours: whoever held them before can write nothing more. */
    record Taken(List<Tenure> tenures) implements Taking {
        public Taken {
            tenures = List.copyOf(tenures);
        }
    }

    /** It may succeed the next time. */
    record Missed(String reason) implements Taking {}

    /** An operator is needed; the reason says what would help. */
    record Denied(String reason) implements Taking {}
}
