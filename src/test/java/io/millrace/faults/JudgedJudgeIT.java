package io.millrace.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A judge that finds nothing proves nothing: builds that break a promise are brought before it. */
class JudgedJudgeIT {
    private static final long SEED = 7;

    /** Rows of partitions that went and came back are dropped as their older opening's, and committed as written. */
    @Test
    void findsTheRowsThatABuildWithoutGenerationsLoses() throws Exception {
        try (Site site = Site.withWorkers(1, Mutant.withoutGenerations().plugins());
                Scene scene = Scene.on(site, List.of(InsertWorkload.atLeastOnce("generations")));
                Trial trial = new Trial(scene, Form.SHORT)) {
            trial.strike(new Stroke(Kind.WORKER_COMES_AND_GOES, SEED));

            Account account = trial.strike(new Stroke(Kind.WIRE_REFUSES, SEED));

            assertThat(account.struck()).isTrue();
            assertThat(account.verdicts()).allMatch(verdict -> verdict.lost() > 0, "finds lost rows");
        }
    }
}
