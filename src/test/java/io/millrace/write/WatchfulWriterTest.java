package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.ScriptedWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchfulWriterTest {
    private static final Outcome.Fatal DROPPED = new Outcome.Fatal("42P01", "no such table");
    private static final Outcome.Transient LATER = new Outcome.Transient("42P01", "no such table", false);
    private static final Outcome.TableChanged CHANGED = new Outcome.TableChanged("42P01", "no such table");

    private final Deque<TableLook.Sight> sights = new ArrayDeque<>();
    private final LaneBatch batch = new LaneBatch();
    private long now;

    private WatchfulWriter over(ScriptedWriter writer, TableLook.Sight... seen) {
        return over(writer, List.of(seen));
    }

    private WatchfulWriter over(ScriptedWriter writer, List<TableLook.Sight> seen) {
        sights.addAll(seen);
        return new WatchfulWriter(writer, given -> sights.remove(), () -> now);
    }

    @Test
    void aBatchThatStillFitsIsWrittenAgainOnANewConnection() {
        ScriptedWriter writer = ScriptedWriter.answering(DROPPED);
        WatchfulWriter watchful = over(writer, TableLook.Sight.AS_IT_WAS);

        assertThat(watchful.write(batch)).isEqualTo(LATER);
        assertThat(writer.isClosed()).isTrue();
        assertThat(watchful.write(batch)).isEqualTo(new Outcome.Written());
    }

    @Test
    void aFailureThatComesAgainThoughNothingChangedStands() {
        WatchfulWriter watchful = over(
                ScriptedWriter.answering(DROPPED, DROPPED, DROPPED),
                TableLook.Sight.AS_IT_WAS,
                TableLook.Sight.AS_IT_WAS,
                TableLook.Sight.AS_IT_WAS);

        assertThat(watchful.write(batch)).isEqualTo(LATER);
        assertThat(watchful.write(batch)).isEqualTo(LATER);
        assertThat(watchful.write(batch)).isEqualTo(DROPPED);
    }

    @Test
    void aCauseThatIsAnotherNeedNotBeFoundAgainForAWhile() {
        ScriptedWriter writer = ScriptedWriter.answering(DROPPED, DROPPED, DROPPED, DROPPED, DROPPED);
        WatchfulWriter watchful = over(writer, Collections.nCopies(5, TableLook.Sight.AS_IT_WAS));
        for (int attempt = 0; attempt < 3; attempt++) {
            watchful.write(batch);
        }

        now = Duration.ofSeconds(59).toNanos();
        assertThat(watchful.write(batch)).isEqualTo(DROPPED);
        now = Duration.ofSeconds(61).toNanos();
        assertThat(watchful.write(batch)).isEqualTo(LATER);
    }

    @Test
    void aTableThatIsMissingIsWaitedForAWhile() {
        WatchfulWriter watchful =
                over(ScriptedWriter.answering(DROPPED, DROPPED), TableLook.Sight.MISSING, TableLook.Sight.MISSING);

        assertThat(watchful.write(batch)).isEqualTo(LATER);
        now = Duration.ofSeconds(6).toNanos();
        assertThat(watchful.write(batch)).isEqualTo(CHANGED);
    }

    @Test
    void aBatchThatNoLongerFitsIsOutdatedAtOnce() {
        WatchfulWriter watchful = over(ScriptedWriter.answering(DROPPED), TableLook.Sight.CHANGED);

        assertThat(watchful.write(batch)).isEqualTo(CHANGED);
    }

    @Test
    void aDuplicateInATableThatIsAsItWasIsARowsFault() {
        Outcome.Refused duplicate = new Outcome.Refused("23505", "twice", Names.NONE);
        ScriptedWriter writer = ScriptedWriter.answering(duplicate);

        assertThat(over(writer, TableLook.Sight.AS_IT_WAS).write(batch)).isEqualTo(duplicate);
        assertThat(writer.isClosed()).isFalse();
    }

    @Test
    void otherFailuresAreNotLookedInto() {
        Outcome.Fatal other = new Outcome.Fatal("53100", "disk full");

        assertThat(over(ScriptedWriter.answering(other)).write(batch)).isEqualTo(other);
    }
}
