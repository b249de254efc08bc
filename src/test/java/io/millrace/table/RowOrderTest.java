package io.millrace.table;

import static io.millrace.config.InsertMode.IGNORE;
import static io.millrace.config.InsertMode.INSERT;
import static io.millrace.config.InsertMode.UPSERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InsertMode;
import io.millrace.config.Quoting;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hard case 10: which tables are written by one lane in arrival order. */
class RowOrderTest {
    @Test
    void theKeysOwnIndexAloneLeavesLanesFree() {
        assertThat(orderedWithKey(table().primaryKey("id"))).isFalse();
    }

    @Test
    void anotherUniqueIndexLetsRowsOfDifferentKeysMeet() {
        assertThat(orderedWithKey(table().primaryKey("id").unique("email"))).isTrue();
    }

    @Test
    void aUniqueIndexThatHoldsTheWholeKeyDoesNot() {
        assertThat(orderedWithKey(table().primaryKey("id").unique("email", "id")))
                .isFalse();
    }

    @Test
    void aPartialOrInvalidOrExpressionIndexDoesToo() {
        UniqueIndex partial = new UniqueIndex("p", List.of("email"), false, true, true, false, false);
        UniqueIndex invalid = new UniqueIndex("i", List.of("email"), false, false, false, false, false);
        UniqueIndex expression = new UniqueIndex("e", List.of(), false, true, false, false, false);

        assertThat(orderedWithKey(table().primaryKey("id").index(partial))).isTrue();
        assertThat(orderedWithKey(table().primaryKey("id").index(invalid))).isTrue();
        assertThat(orderedWithKey(table().primaryKey("id").index(expression))).isTrue();
    }

    @Test
    void triggersAndExclusionsDo() {
        assertThat(orderedWithKey(table().primaryKey("id").tyingRows())).isTrue();
        assertThat(orderedWithoutKey(INSERT, table().tyingRows())).isTrue();
    }

    @Test
    void aKeyWhoseEqualityIsNotThatOfBytesDoes() {
        Shapes shapes = Shapes.orders().notBytewise("id").primaryKey("id");

        assertThat(orderedWithKey(shapes)).isTrue();
    }

    @Test
    void appendedRowsHaveNoOrderUnlessTheFirstOfTwoWins() {
        assertThat(orderedWithoutKey(INSERT, table().unique("email"))).isFalse();
        assertThat(orderedWithoutKey(IGNORE, table().unique("email"))).isTrue();
        assertThat(orderedWithoutKey(IGNORE, table())).isFalse();
    }

    private static Shapes table() {
        return Shapes.orders().columns("id", "email");
    }

    private static boolean orderedWithKey(Shapes shapes) {
        return ordered(new KeyRule(true, List.of("id"), UPSERT, Quoting.ALWAYS), shapes);
    }

    private static boolean orderedWithoutKey(InsertMode mode, Shapes shapes) {
        return ordered(new KeyRule(false, List.of(), mode, Quoting.ALWAYS), shapes);
    }

    private static boolean ordered(KeyRule rule, Shapes shapes) {
        Choice choice = rule.choose(shapes.shape());
        assertThat(choice).isInstanceOf(Choice.Chosen.class);
        return ((Choice.Chosen) choice).destination().isOrdered();
    }
}
