package io.millrace.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A judge that finds nothing proves nothing: builds that break a promise are brought before it. */
class JudgedJudgeIT {
    private static final long SEED = 7;

    /** Rows of partitions that went and came back are dropped as their older opening's, and committed as written. */
    @Test
    void findsTheRowsThatABuildWithoutGenerationsLoses() throws Exception {
        // What waits for a lock is surely not committed when it is tried again, other than what a cut wire brought.

        Verdict verdict = judge(
                Mutant.withoutGenerations(),
                site -> InsertWorkload.atLeastOnce("generations"),
                Kind.WORKER_COMES_AND_GOES,
                Kind.TABLE_LOCKED);

        assertThat(verdict.lost()).as("lost: %s", verdict).isPositive();
    }

    @Test
    void findsTheRowsThatABuildWithoutExpectedOffsetsWritesTwice() throws Exception {
        Verdict verdict = judge(
                Mutant.withoutExpectedOffset(),
                site -> InsertWorkload.exactlyOnce("offsets"),
                Kind.COMMIT_REPLY_SWALLOWED);

        assertThat(verdict.forbiddenDuplicates()).as("twice: %s", verdict).isPositive();
    }

    @Test
    void findsTheLettersThatABuildWhichDoesNotWaitForReportsLoses() throws Exception {
        Verdict verdict = judge(
                Mutant.withoutWaitingForReports(),
                site -> DeadLetterWorkload.on(site, "reports"),
                Kind.LETTERS_REFUSED);

        assertThat(verdict.lost()).as("lost: %s", verdict).isPositive();
    }

    private static Verdict judge(Mutant mutant, Function<Site, Workload> workload, Kind... kinds) throws Exception {
        try (Site site = Site.withWorkers(1, mutant.plugins());
                Scene scene = Scene.on(site, List.of(workload.apply(site)));
                Trial trial = new Trial(scene, Form.SHORT)) {
            for (Kind kind : kinds) {
                assertThat(trial.strike(new Stroke(kind, SEED)).struck()).isTrue();
            }
            return scene.judge().get(0);
        }
    }
}
