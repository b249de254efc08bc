package io.millrace.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A worker's heap of 512 MB suffices: here with what a build has time for, at full size by {@code -Pfaults}. */
class MemoryIT {
    @Test
    void backlogOfAnOutageDrains() throws Exception {
        assertThat(Memory.backlog(Form.SHORT)).contains("nothing lost");
    }

    @Test
    void wideRecordsOfManyPartitionsDrainAfterALaneWasBlocked() throws Exception {
        assertThat(Memory.blockedLane(Form.SHORT)).contains("nothing lost");
    }
}
