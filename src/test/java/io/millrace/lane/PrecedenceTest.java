package io.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InsertMode;
import io.millrace.table.TypeKind;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestTable;
import io.millrace.write.LaneBatch;
import org.junit.jupiter.api.Test;

class PrecedenceTest {
    private final TestTable orders =
            TestTable.named("orders").with("id", TypeKind.INT8).key("id");
    private final TestTable events =
            TestTable.named("events").with("id", TypeKind.INT8).key("id");
    private final Precedence precedence = new Precedence();

    @Test
    void batchesOfRowsWaitForNothing() {
        LaneBatch first = closed(rows(orders));
        LaneBatch second = closed(rows(orders));

        assertThat(precedence.mayGo(second)).isTrue();
        assertThat(precedence.mayGo(first)).isTrue();
        assertThat(precedence.mayGo(rows(orders))).as("still open").isTrue();
    }

    @Test
    void whatGoesAloneWaitsForTheRowsOfItsTableBeforeIt() {
        LaneBatch before = closed(rows(orders));
        LaneBatch other = closed(rows(events));
        LaneBatch alone = closed(truncate(orders));

        assertThat(precedence.mayGo(alone)).isFalse();
        assertThat(precedence.mayGo(before)).isTrue();
        assertThat(precedence.mayGo(other)).isTrue();

        precedence.leave(before);

        assertThat(precedence.mayGo(alone)).isTrue();
    }

    @Test
    void rowsOfItsTableBehindItWaitForIt() {
        LaneBatch alone = closed(truncate(orders));
        LaneBatch behind = closed(rows(orders));
        LaneBatch beside = closed(rows(events));
        LaneBatch open = rows(orders);

        assertThat(precedence.mayGo(alone)).isTrue();
        assertThat(precedence.mayGo(behind)).isFalse();
        assertThat(precedence.mayGo(open)).isFalse();
        assertThat(precedence.mayGo(beside)).isTrue();

        precedence.leave(alone);

        assertThat(precedence.mayGo(behind)).isTrue();
        assertThat(precedence.mayGo(open)).isTrue();
    }

    @Test
    void twoThatGoAloneGoInTheirOrder() {
        LaneBatch first = closed(truncate(orders));
        LaneBatch second = closed(truncate(orders));
        LaneBatch ofAnother = closed(truncate(events));

        assertThat(precedence.mayGo(first)).isTrue();
        assertThat(precedence.mayGo(second)).isFalse();
        assertThat(precedence.mayGo(ofAnother)).isTrue();
    }

    private LaneBatch closed(LaneBatch batch) {
        precedence.enter(batch);
        return batch;
    }

    private static LaneBatch rows(TestTable table) {
        return new TestBatch()
                .write(table.target(InsertMode.UPSERT), table.set(), 1L)
                .batch();
    }

    private static LaneBatch truncate(TestTable table) {
        return new TestBatch()
                .truncate(table.target(InsertMode.UPSERT), table.keySet())
                .batch();
    }
}
