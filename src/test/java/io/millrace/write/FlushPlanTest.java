package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.InsertMode;
import io.millrace.config.WriteMethod;
import io.millrace.table.Generation;
import io.millrace.table.TypeKind;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlushPlanTest {
    private static final Methods AUTO = new Methods(WriteMethod.AUTO, true);

    private static TestTable table(String name) {
        return TestTable.named(name).with("id", TypeKind.INT8).with("v", TypeKind.TEXT);
    }

    private static TestBatch upserts(TestTable table, int count) {
        TestBatch rows = new TestBatch();
        for (long id = 0; id < count; id++) {
            rows.write(table.target(InsertMode.UPSERT), table.set(), id, "v");
        }
        return rows;
    }

    private static List<String> plan(TestBatch rows, Methods methods, Pace pace) {
        return FlushPlan.of(rows.batch(), methods, pace).stream()
                .map(step -> step.rows().set().destination().id().name() + " "
                        + step.rows().kind() + " " + step.method() + " "
                        + step.rows().count())
                .toList();
    }

    @Test
    void deletesGoFromChildrenToParentsAndWritesTheOtherWay() {
        TestTable child = table("child").key("id").refersTo("parent");
        TestTable parent = table("parent").key("id");
        TestBatch writes = new TestBatch();
        writes.write(child.target(InsertMode.UPSERT), child.set(), 1L, "v");
        writes.write(parent.target(InsertMode.UPSERT), parent.set(), 1L, "v");
        TestBatch deletes = new TestBatch();
        deletes.delete(parent.target(InsertMode.UPSERT), parent.keySet(), 2L);
        deletes.delete(child.target(InsertMode.UPSERT), child.keySet(), 2L);

        assertThat(plan(writes, AUTO, Pace.FULL)).containsExactly("parent WRITE UNNEST 1", "child WRITE UNNEST 1");
        assertThat(plan(deletes, AUTO, Pace.FULL)).containsExactly("child DELETE KEYS 1", "parent DELETE KEYS 1");
    }

    @Test
    void aRowThatMovesIsGivenItsKeyAndThenItsValues() {
        TestTable table = table("t").key("id");
        TestBatch move =
                new TestBatch().move(table.target(InsertMode.UPSERT), table.keySet(), 1L, table.set(), 2L, "v");

        assertThat(plan(move, AUTO, Pace.FULL))
                .containsExactly("t MOVE REKEY 2", "t MOVE DELETE_FORMER 2", "t WRITE UNNEST 1");
        assertThat(move.batch().records()).isEqualTo(1);
        assertThat(move.batch().tables().get(0).liveRows()).isEqualTo(1);
    }

    @Test
    void aKeyThatPostgresDoesNotLetChangeIsWrittenAnew() {
        TestTable table = TestTable.named("t")
                .with("id", TypeKind.INT8, Generation.IDENTITY_ALWAYS)
                .with("v", TypeKind.TEXT)
                .key("id");
        TestBatch move =
                new TestBatch().move(table.target(InsertMode.UPSERT), table.keySet(), 1L, table.set(), 2L, "v");

        assertThat(plan(move, AUTO, Pace.FULL)).containsExactly("t MOVE DELETE_FORMER 2", "t WRITE UNNEST 1");
    }

    @Test
    void aTruncateIsOneStep() {
        TestTable table = table("t").key("id");
        TestBatch truncate = new TestBatch().truncate(table.target(InsertMode.UPSERT), table.keySet());

        assertThat(plan(truncate, AUTO, Pace.FULL)).containsExactly("t TRUNCATE TRUNCATE 1");
        assertThat(truncate.batch().tables().get(0).liveRows()).isZero();
    }

    @Test
    void whatGoesAloneOfAClosedPartitionIsNotWritten() {
        TestTable table = table("t").key("id");
        TestBatch move =
                new TestBatch().move(table.target(InsertMode.UPSERT), table.keySet(), 1L, table.set(), 2L, "v");
        TestBatch truncate = new TestBatch().truncate(table.target(InsertMode.UPSERT), table.keySet());

        move.batch().drop(slot -> slot == 0);
        truncate.batch().drop(slot -> slot == 0);

        assertThat(plan(move, AUTO, Pace.FULL)).isEmpty();
        assertThat(plan(truncate, AUTO, Pace.FULL)).isEmpty();
    }

    @Test
    void whatGoesAloneSharesItsBatchWithNothing() {
        TestTable table = table("t").key("id");
        TestTable other = table("other").key("id");
        TestBatch rows = upserts(table, 1);
        TestBatch alone = new TestBatch().truncate(table.target(InsertMode.UPSERT), table.keySet());

        assertThat(alone.takes(other.target(InsertMode.UPSERT), other.set(), 5L, "v"))
                .isFalse();
        assertThatThrownBy(() -> rows.truncate(table.target(InsertMode.UPSERT), table.keySet()))
                .isInstanceOf(AssertionError.class)
                .hasMessage("the batch would be sealed before the row at 2");
        alone.batch().clear();
        assertThat(alone.takes(other.target(InsertMode.UPSERT), other.set(), 5L, "v"))
                .isTrue();
    }

    @Test
    void tablesInACircleKeepTheOrderTheyCameIn() {
        TestTable one = table("one").key("id").refersTo("two");
        TestTable two = table("two").key("id").refersTo("one");
        TestTable root = table("root").key("id");
        TestBatch rows = new TestBatch();
        for (TestTable table : List.of(two, one, root)) {
            rows.write(table.target(InsertMode.UPSERT), table.set(), 1L, "v");
        }

        assertThat(plan(rows, AUTO, Pace.FULL))
                .containsExactly("one WRITE UNNEST 1", "two WRITE UNNEST 1", "root WRITE UNNEST 1");
    }

    @Test
    void sizeChoosesTheMethod() {
        assertThat(plan(upserts(table("t").key("id"), 4999), AUTO, Pace.FULL))
                .hasSize(5)
                .allMatch(step -> step.startsWith("t WRITE UNNEST "));
        assertThat(plan(upserts(table("t").key("id"), 5000), AUTO, Pace.FULL)).containsExactly("t WRITE STAGING 5000");
    }

    @Test
    void fewerRowsAreLargeWhereTheyAreWide() {
        TestTable keyed = table("keyed").key("id");
        TestTable plain = table("plain");
        TestBatch rows = new TestBatch();
        for (long id = 0; id < 500; id++) {
            rows.write(keyed.target(InsertMode.UPSERT), keyed.set(), id, "v".repeat(1100));
            rows.write(plain.appending(), plain.set(), id, "v".repeat(300));
        }

        assertThat(plan(rows, AUTO, Pace.FULL))
                .containsExactlyInAnyOrder("keyed WRITE STAGING 500", "plain WRITE COPY 500");
    }

    @Test
    void whereNothingMayBeStagedLargeBatchesAreCut() {
        Methods withoutTemp = new Methods(WriteMethod.COPY, false);

        assertThat(plan(upserts(table("t").key("id"), 2500), withoutTemp, Pace.FULL))
                .containsExactly("t WRITE UNNEST 1000", "t WRITE UNNEST 1000", "t WRITE UNNEST 500");
    }

    @Test
    void anAppendGoesByCopyUnlessAColumnNeedsACastOrTheTableRefusesIt() {
        TestTable plain = table("plain");
        TestTable cast = table("cast").with("ip", TypeKind.OTHER, "inet");
        TestTable secured = table("secured").notCopyable();
        TestBatch rows = new TestBatch();
        rows.write(plain.appending(), plain.set(), 1L, "v");
        rows.write(cast.appending(), cast.set(), 1L, "v", "::1");
        rows.write(secured.appending(), secured.set(), 1L, "v");

        assertThat(plan(rows, new Methods(WriteMethod.COPY, true), Pace.FULL))
                .containsExactly("plain WRITE COPY 1", "cast WRITE STAGING 1", "secured WRITE STAGING 1");
    }

    @Test
    void rowsOfAnOrderedTableKeepTheirOrder() {
        TestTable ordered = table("t").key("id").ordered();
        TestBatch rows = new TestBatch();
        rows.write(ordered.target(InsertMode.UPSERT), ordered.set(), 9L, "v");
        rows.delete(ordered.target(InsertMode.UPSERT), ordered.keySet(), 5L);
        rows.write(ordered.target(InsertMode.UPSERT), ordered.set(), 1L, "v");

        assertThat(plan(rows, new Methods(WriteMethod.COPY, true), Pace.FULL))
                .containsExactly("t WRITE UNNEST 1", "t DELETE KEYS 1", "t WRITE UNNEST 1");
    }

    @Test
    void aReplayBringsBackWhatWasSuperseded() {
        TestTable ordered = table("t").key("id").ordered();
        TestBatch rows = new TestBatch();
        rows.write(ordered.target(InsertMode.UPSERT), ordered.set(), 1L, "old");
        rows.write(ordered.target(InsertMode.UPSERT), ordered.set(), 1L, "new");

        assertThat(plan(rows, AUTO, Pace.FULL)).hasSize(1);
        assertThat(plan(rows, AUTO, Pace.REPLAY)).hasSize(2);
        assertThat(plan(rows, AUTO, Pace.search(Integer.MAX_VALUE))).containsExactly("t WRITE UNNEST 2");
    }

    @Test
    void anUpdateThatBringsTheKeyAloneIsNoStep() {
        TestTable table = table("t").key("id");
        TestBatch rows = new TestBatch().write(table.target(InsertMode.UPDATE), table.set("id"), 1L);

        assertThat(plan(rows, AUTO, Pace.FULL)).isEmpty();
    }

    @Test
    void updatesWhoseKeysMayMeetGoOneByOne() {
        TestTable table = TestTable.named("t")
                .with("ip", TypeKind.OTHER, "inet")
                .with("v", TypeKind.TEXT)
                .key("ip");
        TestBatch rows = new TestBatch();
        rows.write(table.target(InsertMode.UPDATE), table.set(), "::1", "v");
        rows.write(table.target(InsertMode.UPDATE), table.set(), "::2", "v");

        assertThat(plan(rows, AUTO, Pace.FULL)).containsExactly("t WRITE UNNEST 1", "t WRITE UNNEST 1");
    }

    @Test
    void halvingEndsAtSingleRows() {
        Escalation escalation = new Escalation(upserts(table("t").key("id"), 5).batch(), new Stride());
        Failure twice = Failure.toWrite(new java.sql.SQLException("words", "21000"), "public.t", false);

        Pace first = escalation.next(Pace.FULL, twice).orElseThrow();
        Pace second = escalation.next(first, twice).orElseThrow();

        assertThat(first).isEqualTo(new Pace(Pace.Order.ARRIVAL, 2, true));
        assertThat(second).isEqualTo(new Pace(Pace.Order.ARRIVAL, 1, true));
        assertThat(escalation.next(second, twice)).isEmpty();
    }

    @Test
    void timeOutsAreHalvedAFewTimesAndFurtherTheNextTime() {
        Stride stride = new Stride();
        Escalation escalation =
                new Escalation(upserts(table("t").key("id"), 4000).batch(), stride);
        Failure slow = Failure.toWrite(new java.sql.SQLException("words", "57014"), "public.t", false);
        Pace pace = Pace.FULL;
        for (int longest : new int[] {500, 250, 125}) {
            pace = escalation.next(pace, slow).orElseThrow();
            assertThat(pace.longest()).isEqualTo(longest);
        }

        assertThat(escalation.next(pace, slow)).isEmpty();
        assertThat(stride.pace()).isEqualTo(Pace.ofStatements(62));
    }

    @Test
    void statementsGrowAgainAfterWhatWasWritten() {
        Stride stride = new Stride();
        stride.shorten(1000);
        stride.shorten(1000);

        stride.written();
        assertThat(stride.pace()).isEqualTo(Pace.ofStatements(500));
        stride.written();
        assertThat(stride.pace()).isEqualTo(Pace.FULL);
    }
}
