package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.encode.RowBuffer;
import io.millrace.table.TypeKind;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestTable;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinaryArraysTest {
    private final TestTable table =
            TestTable.named("t").with("id", TypeKind.INT4).with("v", TypeKind.JSONB);

    private List<String> encode(TestBatch rows) {
        RowSelection selection = Selections.writes(rows.batch().tables().get(0)).get(0);
        return new BinaryArrays()
                .encode(selection, selection.set().columns()).stream()
                        .map(BinaryArraysTest::hex)
                        .toList();
    }

    private static String hex(RowBuffer buffer) {
        return HexFormat.of().formatHex(Arrays.copyOf(buffer.array(), buffer.size()));
    }

    @Test
    void eachColumnBecomesAnArrayOfItsFields() {
        TestBatch rows = new TestBatch();
        rows.write(table.appending(), table.set(), 7, "{}");
        rows.write(table.appending(), table.set(), 8, null);

        List<String> arrays = encode(rows);

        // Dimensions, nulls, the element's OID, length, lower bound; then each element's length and bytes.
        assertThat(arrays.get(0))
                .isEqualTo("00000001" + "00000000" + "00000017" + "00000002" + "00000001" + ("00000004" + "00000007")
                        + ("00000004" + "00000008"));
        assertThat(arrays.get(1))
                .isEqualTo("00000001" + "00000001" + "00000eda" + "00000002" + "00000001" + ("00000003" + "017b7d")
                        + "ffffffff");
    }

    @Test
    void anEmptyTextIsNoNull() {
        TestTable texts = TestTable.named("t").with("v", TypeKind.TEXT);
        TestBatch rows = new TestBatch().write(texts.appending(), texts.set(), "");

        assertThat(encode(rows))
                .containsExactly("00000001" + "00000000" + "00000019" + "00000001" + "00000001" + "00000000");
    }

    @Test
    void anArrayIsNeverSentAsText() {
        BinaryArray array = new BinaryArray(ArrayType.of(TypeKind.INT8), new RowBuffer(8));

        assertThatThrownBy(array::getValue)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Binary transfer of _int8 is off in the driver's properties");
    }
}
