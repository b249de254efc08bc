package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.table.TypeKind;
import io.millrace.testing.ScriptedWriter;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestTable;
import org.junit.jupiter.api.Test;

class RowlessWriterTest {
    private static final Outcome REFUSED = new Outcome.Refused(Guard.FAILED, "refused", Names.NONE);

    private final TestTable table = TestTable.named("t").with("id", TypeKind.INT8);
    private final ScriptedWriter ofRows = ScriptedWriter.answering(REFUSED);
    private final ScriptedWriter ofOffsets = ScriptedWriter.answering(REFUSED);
    private final RowlessWriter writer = new RowlessWriter(ofRows, ofOffsets);

    @Test
    void offsetsWithoutRowsAreTriedAgainAndNeverHeldForABadRow() {
        LaneBatch batch = new LaneBatch();
        batch.pass(0, 0, 41);

        Outcome first = writer.write(batch);
        Outcome second = writer.write(batch);

        assertThat(first).isEqualTo(new Outcome.Transient(Guard.FAILED, "refused", false));
        assertThat(second).isEqualTo(new Outcome.Written());
        assertThat(ofRows.attempts()).isZero();
    }

    @Test
    void batchesWithRowsGoTheirUsualWay() {
        LaneBatch batch =
                new TestBatch().write(table.appending(), table.set("id"), 1L).batch();

        assertThat(writer.write(batch)).isEqualTo(REFUSED);
        assertThat(ofOffsets.attempts()).isZero();
    }

    @Test
    void recordsThatCannotBecomeRowsGoWithRows() {
        LaneBatch batch = new LaneBatch();
        Row row = new Row();
        row.from(0, 41, Long.MAX_VALUE);
        batch.refuse(row, 0, "no field");

        assertThat(writer.write(batch)).isEqualTo(REFUSED);
    }
}
