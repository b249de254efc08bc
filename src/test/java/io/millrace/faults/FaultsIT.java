package io.millrace.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The short form: every fault once, in one life of a site, from a fixed seed. {@code -Pfaults} is the long one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
    private static final long SEED = Long.getLong("faults.seed", 20_261_121);
    private static final int WORKERS = 2;

    private Site site;
    private Scene scene;
    private Trial trial;

    @BeforeAll
    void start() throws Exception {
        site = Site.withWorkers(WORKERS);
        scene = Scene.on(site, Workloads.all(site, "short"));
        trial = new Trial(scene, Form.SHORT);
    }

    @AfterAll
    void stop() {
        if (trial != null) {
            trial.close();
        }
        site.close();
    }

    @TestFactory
    Stream<DynamicTest> tablesAreWhatWasProducedAfter() {
        List<Stroke> strokes = Schedule.ofEach(Kind.possibleOn(site), SEED).strokes();
        return strokes.stream()
                .filter(FaultsIT::isAskedFor)
                .map(stroke -> DynamicTest.dynamicTest(stroke.kind().words(), () -> strike(stroke)));
    }

    /** {@code -Dfaults.only=DISK_FULL} leaves the others out, for whoever looks into that one. */
    private static boolean isAskedFor(Stroke stroke) {
        String only = System.getProperty("faults.only", "");
        return only.isEmpty() || only.equals(stroke.kind().name());
    }

    private void strike(Stroke stroke) throws Exception {
        Account account = trial.strike(stroke);

        assertThat(account.struck()).as("struck in flight: %s", account).isTrue();
        assertThat(account.verdicts()).allMatch(Verdict::keepsItsPromise, "keeps its promise");
    }
}
