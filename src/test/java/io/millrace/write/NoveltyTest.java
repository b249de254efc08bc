package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.table.TableId;
import org.junit.jupiter.api.Test;

class NoveltyTest {
    private static final TableId ONE = new TableId("public", "one");
    private static final TableId OTHER = new TableId("public", "other");

    private final Novelty novelty = new Novelty();

    @Test
    void askedAtFirstAndAsLongAsKeysAreNew() {
        for (int flush = 0; flush < 5; flush++) {
            assertThat(novelty.isLikely(ONE)).isTrue();
            novelty.allWereNew(ONE);
        }
    }

    @Test
    void eachAnswerToTheContraryDoublesThePause() {
        assertThat(flushesUntilAsked(ONE)).isZero();
        novelty.someWereKnown(ONE);
        assertThat(flushesUntilAsked(ONE)).isEqualTo(1);
        novelty.someWereKnown(ONE);
        assertThat(flushesUntilAsked(ONE)).isEqualTo(2);
        novelty.someWereKnown(ONE);
        assertThat(flushesUntilAsked(ONE)).isEqualTo(4);
        for (int answer = 0; answer < 10; answer++) {
            novelty.someWereKnown(ONE);
        }
        assertThat(flushesUntilAsked(ONE)).isEqualTo(64);
    }

    @Test
    void tablesAreToldApart() {
        novelty.isLikely(ONE);
        novelty.someWereKnown(ONE);

        assertThat(novelty.isLikely(OTHER)).isTrue();
        assertThat(novelty.isLikely(ONE)).isFalse();
    }

    private int flushesUntilAsked(TableId table) {
        int flushes = 0;
        while (!novelty.isLikely(table)) {
            flushes++;
        }
        return flushes;
    }
}
