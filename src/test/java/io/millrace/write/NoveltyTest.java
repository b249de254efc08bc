package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.table.TableId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoveltyTest {
    private static final TableId ONE = new TableId("public", "one");
    private static final TableId OTHER = new TableId("public", "other");

    private final Novelty novelty = new Novelty();

    @Test
    void asksAsLongAsKeysAreNew() {
        for (int flush = 0; flush < 5; flush++) {
            assertThat(novelty.decide(ONE)).isTrue();
            novelty.allWereNew(ONE);
        }
    }

    @Test
    void eachQuestionOfNoUseDoublesThePause() {
        assertThat(pauses(9)).containsExactly(0, 1, 2, 4, 8, 16, 32, 64, 64);
    }

    @Test
    void oneOfUseShortensIt() {
        pauses(5);
        assertThat(flushesUntilAsked(ONE)).isEqualTo(16);

        novelty.allWereNew(ONE);

        assertThat(pauses(3)).containsExactly(0, 16, 32);
    }

    @Test
    void tablesAreToldApart() {
        novelty.decide(ONE);

        assertThat(novelty.decide(OTHER)).isTrue();
        assertThat(novelty.decide(ONE)).isFalse();
    }

    private List<Integer> pauses(int questions) {
        return IntStream.range(0, questions)
                .mapToObj(number -> flushesUntilAsked(ONE))
                .toList();
    }

    private int flushesUntilAsked(TableId table) {
        int flushes = 0;
        while (!novelty.decide(table)) {
            flushes++;
        }
        return flushes;
    }
}
