package io.millrace.encode;

import static io.millrace.encode.PlanFixture.aRecord;
import static io.millrace.encode.PlanFixture.json;
import static io.millrace.encode.PlanFixture.plansOf;
import static io.millrace.testing.BytesAssert.assertThat;
import static io.millrace.testing.BytesAssert.bytes;
import static io.millrace.testing.TableBuilder.aTable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.PkMode;
import io.millrace.table.Destination;
import io.millrace.table.Generation;
import io.millrace.table.TypeKind;
import org.junit.jupiter.api.Test;

/** Keys that come in the text of a JSON object, be it the value or the key. */
class JsonKeyTest {
    private final Destination orders = aTable("orders")
            .with("id", TypeKind.INT8)
            .with("total", TypeKind.NUMERIC)
            .with("count", TypeKind.INT4)
            .with("ratio", TypeKind.FLOAT8)
            .with("open", TypeKind.BOOL)
            .with("note", TypeKind.TEXT)
            .with("doc", TypeKind.JSON)
            .with("rest", TypeKind.JSONB)
            .generated("made", TypeKind.TEXT, Generation.EXPRESSION)
            .keyedBy("id");
    private final PlanFixture plans = plansOf(orders, PkMode.RECORD_VALUE, "id");

    @Test
    void aKeyThatIsAnObjectBringsItsFields() {
        PlanFixture byKey = plansOf(orders, PkMode.RECORD_KEY, "id");
        byte[] expected = bytes(byKey.write(json(42L, "{\"note\":\"x\"}")));

        assertThat(bytes(byKey.write(json("{\"region\":7,\"id\":42}", "{\"note\":\"x\",\"id\":1}"))))
                .isEqualTo(expected);
        assertThat(bytes(byKey.write(json("{\"id\":42}".getBytes(UTF_8), "{\"note\":\"x\"}"))))
                .isEqualTo(expected);
        assertThat(bytes(byKey.write(json("42", "{\"note\":\"x\"}")))).isEqualTo(expected);
        assertThat(bytes(byKey.delete(aRecord("{\"id\":42}", null))))
                .isEqualTo(bytes(byKey.delete(aRecord(42L, null))));
    }

    @Test
    void aKeyThatOnlyLooksLikeAnObjectIsTheKeyItself() {
        Destination words = aTable("words")
                .with("word", TypeKind.TEXT)
                .with("n", TypeKind.INT4)
                .keyedBy("word");
        PlanFixture byKey = plansOf(words, PkMode.RECORD_KEY, "word");

        assertThat(byKey.write(json("{x}", "{\"n\":1}"))).isEncodedAs(out -> {
            out.putShort(2);
            out.putInt(3);
            out.putBytes("{x}".getBytes(UTF_8));
            out.putInt(4);
            out.putInt(1);
        });
        byKey.refuses(json("{\"w\":1}", "{\"n\":1}"), "null in key column \"word\" (23502)");
    }

    @Test
    void aKeyOfSeveralColumnsIsReadFromAnObject() {
        Destination cells = aTable("cells")
                .with("n", TypeKind.INT4)
                .with("x", TypeKind.INT4)
                .with("y", TypeKind.INT4)
                .keyedBy("y", "x");
        PlanFixture byKey = plansOf(cells, PkMode.RECORD_KEY, "y", "x");

        RowBuffer row = byKey.write(json("{\"x\":1,\"y\":2}", "{\"n\":3,\"x\":9}"));

        assertThat(row).isEncodedAs(out -> {
            out.putShort(3);
            for (int number : new int[] {2, 1, 3}) {
                out.putInt(4);
                out.putInt(number);
            }
        });
        byKey.refuses(
                json("12", "{\"n\":3}"),
                "a key that is one value cannot fill several key columns: name one in pk.fields, or use a converter"
                        + " that gives the key's fields");
    }

    @Test
    void aMissingKeyIsRefused() {
        plans.refuses(json("{\"note\":\"x\"}"), "null in key column \"id\" (23502)");
        plans.refuses(json("{\"note\":\"x\",\"id\":null}"), "null in key column \"id\" (23502)");
    }
}
