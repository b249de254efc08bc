package io.millrace.write;

import static io.millrace.testing.BytesAssert.assertThat;

import io.millrace.encode.RowBuffer;
import io.millrace.table.Column;
import io.millrace.table.ElementType;
import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import io.millrace.testing.TableBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowArraysTest {
    private static final int TEXT = 25;
    private static final int MOOD = 70_000;

    private final RowArrays arrays = new RowArrays();

    /** Before PostgreSQL 15 an array says exactly of which type its elements are, or is refused. */
    @Test
    void theElementsOfAnArrayOfAnEnumAreText() {
        ElementType mood = new ElementType(TypeKind.ENUM, "mood", List.of("a"), MOOD, -1, ',');
        Column moods = TableBuilder.column(new PgType(TypeKind.ARRAY, "public._mood", "_text", List.of(), false, mood));
        RowBuffer row = new RowBuffer(64);
        int start = row.openField();
        array(row, 0, MOOD);
        row.putInt(1);
        row.putByte('a');
        row.closeField(start);

        assertThat(arrays.encode(moods, row.array(), 0)).isEncodedAs(out -> {
            array(out, 0, TEXT);
            out.putInt(1);
            out.putByte('a');
        });
    }

    @Test
    void anyOtherValueIsTheOnlyElementOfAnArray() {
        Column text = TableBuilder.column(TypeKind.TEXT, -1);
        RowBuffer row = new RowBuffer(64);
        row.putInt(0);
        row.putInt(-1);

        assertThat(arrays.encode(text, row.array(), 0)).isEncodedAs(out -> {
            array(out, 0, TEXT);
            out.putInt(0);
        });
        assertThat(arrays.encode(text, row.array(), Integer.BYTES)).isEncodedAs(out -> {
            array(out, 1, TEXT);
            out.putInt(-1);
        });
    }

    private static void array(RowBuffer out, int hasNulls, int element) {
        out.putInt(1);
        out.putInt(hasNulls);
        out.putInt(element);
        out.putInt(1);
        out.putInt(1);
    }
}
