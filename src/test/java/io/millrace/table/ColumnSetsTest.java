package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Quoting;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnSetsTest {
    private final TableShape shape = Shapes.orders().columns("a", "b", "c", "d").shape();
    private final Destination keyed = new Destination(shape, columns("c", "b"), false, false);
    private final ColumnSets sets = new ColumnSets(keyed);

    @Test
    void keyColumnsComeFirstInTheKeysOrderAndTheRestInTheTables() {
        ColumnSet set = sets.of(columns("d", "b", "a"));

        assertThat(set.columns()).isEqualTo(columns("c", "b", "a", "d"));
        assertThat(set.key()).isEqualTo(columns("c", "b"));
        assertThat(set.rest()).isEqualTo(columns("a", "d"));
    }

    @Test
    void theSameColumnsInAnyOrderAreTheSameSet() {
        ColumnSet set = sets.of(columns("a", "d"));

        assertThat(sets.of(columns("d", "c", "a"))).isSameAs(set);
        assertThat(sets.of(columns("a"))).isNotSameAs(set);
        assertThat(sets.of(columns("a", "d"))).isSameAs(set);
    }

    @Test
    void theKeysOwnSetHasNoRest() {
        assertThat(sets.key().columns()).isEqualTo(columns("c", "b"));
        assertThat(sets.key().rest()).isEmpty();
        assertThat(sets.key()).isSameAs(sets.of(columns("b")));
    }

    @Test
    void aSetCoversAnotherWhenItHasAllOfItsColumns() {
        ColumnSet wide = sets.of(columns("a", "d"));
        ColumnSet narrow = sets.of(columns("a"));

        assertThat(wide.covers(narrow)).isTrue();
        assertThat(wide.covers(wide)).isTrue();
        assertThat(wide.covers(sets.key())).isTrue();
        assertThat(narrow.covers(wide)).isFalse();
        assertThat(narrow.covers(sets.of(columns("d")))).isFalse();
    }

    @Test
    void setsOfDifferentDestinationsNeverCoverEachOther() {
        ColumnSets others = new ColumnSets(new Destination(shape, columns("c", "b"), false, false));

        assertThat(sets.of(columns("a")).covers(others.of(columns("a")))).isFalse();
    }

    @Test
    void withoutAKeyTheTablesOrderHolds() {
        ColumnSets keyless = new ColumnSets(new Destination(shape, List.of(), false, false));

        ColumnSet set = keyless.of(columns("d", "a"));

        assertThat(set.columns()).isEqualTo(columns("a", "d"));
        assertThat(set.keyCount()).isZero();
    }

    private List<Column> columns(String... names) {
        ColumnMatcher matcher = new ColumnMatcher(shape, Quoting.ALWAYS);
        return List.of(names).stream().map(matcher::find).toList();
    }
}
