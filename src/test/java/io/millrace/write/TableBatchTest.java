package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InsertMode;
import io.millrace.encode.RowBuffer;
import io.millrace.table.ColumnSet;
import io.millrace.table.TypeKind;
import io.millrace.testing.TestTable;
import io.millrace.testing.Tuples;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableBatchTest {
    private final TestTable table = TestTable.named("t")
            .with("id", TypeKind.INT8)
            .with("a", TypeKind.TEXT)
            .with("b", TypeKind.TEXT)
            .key("id");
    private final LaneBatch batch = new LaneBatch();
    private final Row row = new Row();
    private int ticket;

    @Test
    void theNewestRowOfAKeyIsWrittenAndTheOthersStaySuperseded() {
        assertThat(write(InsertMode.UPSERT, all(), 1L, "old", "old")).isTrue();
        assertThat(write(InsertMode.UPSERT, all(), 1L, "new", "new")).isTrue();

        assertThat(only().size()).isEqualTo(2);
        assertThat(only().superseded()).isEqualTo(1);
        assertThat(Selections.writes(only())).singleElement().satisfies(rows -> {
            assertThat(rows.count()).isEqualTo(1);
            assertThat(rows.row(0)).isEqualTo(1);
        });
    }

    @Test
    void aRowWithFewerColumnsMergesIntoTheOneBefore() {
        write(InsertMode.UPSERT, all(), 1L, "a", "b");
        assertThat(write(InsertMode.UPSERT, table.set("id", "a"), 1L, "newer")).isTrue();

        List<RowSelection> writes = Selections.writes(only());

        assertThat(writes).singleElement().satisfies(rows -> {
            assertThat(rows.set()).isSameAs(all());
            byte[] merged = Arrays.copyOfRange(rows.bytes(), rows.start(0), rows.end(0));
            RowBuffer expected = new RowBuffer(64);
            Tuples.put(expected, all().columns(), 1L, "newer", "b");
            assertThat(merged).isEqualTo(Arrays.copyOf(expected.array(), expected.size()));
        });
        assertThat(only().superseded()).as("both records").isEqualTo(2);
    }

    @Test
    void rowsOfColumnsOfWhichNeitherCoversTheOtherSealTheBatch() {
        write(InsertMode.UPSERT, table.set("id", "a"), 1L, "a");

        assertThat(write(InsertMode.UPSERT, table.set("id", "b"), 1L, "b")).isFalse();
        assertThat(write(InsertMode.UPSERT, table.set("id", "b"), 2L, "b")).isTrue();
        assertThat(batch.records()).as("the refused row left nothing").isEqualTo(2);
    }

    @Test
    void aKeyDeletedAndWrittenAgainHasBothWithTheDeleteApart() {
        write(InsertMode.UPSERT, all(), 1L, "a", "b");
        delete(InsertMode.UPSERT, 1L);
        write(InsertMode.UPSERT, table.set("id", "a"), 1L, "again");

        assertThat(Selections.deletes(only()))
                .singleElement()
                .satisfies(rows -> assertThat(rows.row(0)).isEqualTo(1));
        assertThat(Selections.writes(only()))
                .singleElement()
                .satisfies(rows -> assertThat(rows.row(0)).isEqualTo(2));
    }

    @Test
    void aDeleteAfterThatLeavesTheDeleteAlone() {
        delete(InsertMode.UPSERT, 1L);
        write(InsertMode.UPSERT, all(), 1L, "a", "b");
        delete(InsertMode.UPSERT, 1L);

        assertThat(only().deletes()).isEqualTo(1);
        assertThat(only().liveRows()).isEqualTo(1);
        assertThat(Selections.writes(only())).isEmpty();
    }

    @Test
    void anUpdateOfADeletedKeyHasNoEffect() {
        delete(InsertMode.UPDATE, 1L);
        write(InsertMode.UPDATE, all(), 1L, "a", "b");

        assertThat(only().deletes()).isEqualTo(1);
        assertThat(only().superseded()).isEqualTo(1);
    }

    @Test
    void theFirstRowOfAKeyWinsWhereLaterOnesAreIgnored() {
        write(InsertMode.IGNORE, all(), 1L, "first", "b");
        write(InsertMode.IGNORE, all(), 1L, "second", "b");

        assertThat(Selections.writes(only()))
                .singleElement()
                .satisfies(rows -> assertThat(rows.row(0)).isZero());
    }

    @Test
    void theSameKeyFromAnotherPartitionSealsTheBatch() {
        write(InsertMode.UPSERT, all(), 1L, "a", "b");

        row.from(7, 0, 0);
        row.begin(table.target(InsertMode.UPSERT), RowKind.WRITE);
        Tuples.put(row.tuple(), all().columns(), 1L, "a", "b");
        row.end(all());

        assertThat(batch.offer(row, 0)).isFalse();
    }

    @Test
    void rowsOfAClosedPartitionAreDroppedWithTheirKeys() {
        write(InsertMode.UPSERT, all(), 1L, "a", "b");
        delete(InsertMode.UPSERT, 2L);

        batch.drop(slot -> slot == 0);

        assertThat(only().liveRows()).isZero();
        assertThat(only().deletes()).isZero();
        assertThat(Selections.replay(only())).isEmpty();
    }

    @Test
    void aKeyWhoseRowsWereDroppedIsFreeForItsNextOwner() {
        write(InsertMode.UPSERT, all(), 1L, "a", "b");
        batch.drop(slot -> slot == 0);

        row.from(7, 0, 0);
        row.begin(table.target(InsertMode.UPSERT), RowKind.WRITE);
        Tuples.put(row.tuple(), all().columns(), 1L, "a", "b");
        row.end(all());

        assertThat(batch.offer(row, 0)).isTrue();
        assertThat(only().liveRows()).isEqualTo(1);
    }

    @Test
    void anEmptiedBatchServesAgain() {
        write(InsertMode.UPSERT, all(), 1L, "a", "b");
        batch.clear();

        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.tables()).isEmpty();
        assertThat(write(InsertMode.UPSERT, table.set("id", "b"), 1L, "b")).isTrue();
        assertThat(only().size()).isEqualTo(1);
    }

    private ColumnSet all() {
        return table.set("id", "a", "b");
    }

    private TableBatch only() {
        return batch.tables().get(0);
    }

    private boolean write(InsertMode mode, ColumnSet set, Object... values) {
        return offer(mode, RowKind.WRITE, set, values);
    }

    private void delete(InsertMode mode, Object... values) {
        assertThat(offer(mode, RowKind.DELETE, table.keySet(), values)).isTrue();
    }

    private boolean offer(InsertMode mode, RowKind kind, ColumnSet set, Object... values) {
        row.from(0, ticket, ticket);
        row.begin(table.target(mode), kind);
        Tuples.put(row.tuple(), set.columns(), values);
        row.end(set);
        return batch.offer(row, ticket++);
    }
}
