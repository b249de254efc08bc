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
import io.millrace.config.ShapeSettings;
import io.millrace.config.UnknownFields;
import io.millrace.table.ColumnSet;
import io.millrace.table.Destination;
import io.millrace.table.Generation;
import io.millrace.table.TypeKind;
import io.millrace.testing.PartitionLog;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPlanTest {
    private static final ShapeSettings IGNORING = new ShapeSettings(UnknownFields.IGNORE, "", "");
    private static final ShapeSettings STORING = new ShapeSettings(UnknownFields.STORE, "rest", "");

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
    void fieldsAreWrittenInTheTablesOrderWhateverTheirs() {
        RowBuffer row = plans.write(json("{\"note\":\"x\",\"count\":7,\"id\":42}"));

        assertThat(row).isEncodedAs(out -> {
            out.putShort(3);
            out.putInt(8);
            out.putLong(42);
            out.putInt(4);
            out.putInt(7);
            out.putInt(1);
            out.putByte('x');
        });
    }

    @Test
    void aRowThatIsStillInsideOfItsSchemaIsToldOfTheConverter() {
        plans.refuses(
                json("{\"schema\":{\"type\":\"struct\"},\"payload\":{\"id\":42}}"),
                "field \"schema\" has no column in public.orders: if the value is a {schema, payload} pair, JsonConverter"
                        + " with value.converter.schemas.enable=true takes the row out of it, else add the column, or set"
                        + " unknown.fields=ignore or store");
    }

    @Test
    void aValueIsWrittenAsThatOfAMapWouldBe() {
        Map<String, Object> map = PartitionLog.fields(
                "id",
                1L,
                "total",
                new BigDecimal("-12.50"),
                "count",
                null,
                "ratio",
                0.1,
                "open",
                true,
                "note",
                "größer 😀");
        byte[] expected = bytes(plans.write(aRecord(null, map)));

        byte[] written = bytes(plans.write(json("{\"id\":1,\"total\":-12.50,\"count\":null,\"ratio\":0.1,\"open\":true,"
                + "\"note\":\"gr\\u00f6ßer \\ud83d\\ude00\"}")));

        assertThat(written).isEqualTo(expected);
    }

    @Test
    void textAndBytesAndSlicesOfThemAreTheSame() {
        String text = " {\"id\":1,\"note\":\"größer\"}\r\n";
        byte[] padded = ("x" + text + "x").getBytes(UTF_8);
        ByteBuffer slice = ByteBuffer.wrap(padded, 1, padded.length - 2).slice();
        byte[] expected = bytes(plans.write(json(text)));

        assertThat(bytes(plans.write(json(text.getBytes(UTF_8))))).isEqualTo(expected);
        assertThat(bytes(plans.write(json(slice)))).isEqualTo(expected);
        assertThat(bytes(plans.write(json(slice.asReadOnlyBuffer())))).isEqualTo(expected);
        assertThat(bytes(plans.write(json("\ufeff" + text)))).isEqualTo(expected);
        assertThat(slice.position()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.000",
                "7",
                "-1",
                "123456789012345678",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551617",
                "0.1234567890123456789",
                "12345.6789",
                "1e3",
                "1E+20",
                "1.5e-7",
                "-0.00001",
                "100000000",
                "10000.0001",
                "99999999999999999999.999999999999",
                "1e-40",
                "1000e-3",
                "12e5"
            })
    void numbersAreExactToTheLastDigit(String number) {
        byte[] expected = bytes(plans.write(aRecord(null, Map.of("id", 1L, "total", new BigDecimal(number)))));

        byte[] written = bytes(plans.write(json("{\"id\":1,\"total\":" + number + "}")));

        assertThat(NumericText.shown(written, 2 + 12)).isEqualTo(NumericText.shown(expected, 2 + 12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0",
                "-0.0",
                "0.1",
                "-21.5",
                "3",
                "9007199254740993",
                "123456789012345678",
                "0.30000000000000004",
                "1.7976931348623157e308",
                "5e-324",
                "0.000000000000000001",
                "12345678901234567890.5",
                "1e22",
                "2.5E-3"
            })
    void doublesAreTheNearestOnes(String number) {
        byte[] expected = bytes(plans.write(aRecord(null, Map.of("id", 1L, "ratio", Double.parseDouble(number)))));

        assertThat(bytes(plans.write(json("{\"id\":1,\"ratio\":" + number + "}"))))
                .isEqualTo(expected);
    }

    @Test
    void theLastOfTwoFieldsOfOneNameWins() {
        byte[] expected = bytes(plans.write(json("{\"id\":3,\"count\":4,\"note\":\"b\"}")));

        RowBuffer row = plans.write(json("{\"id\":1,\"count\":2,\"note\":\"a\",\"note\":\"b\",\"count\":4,\"id\":3}"));

        assertThat(bytes(row)).isEqualTo(expected);
    }

    @Test
    void nestedValuesAreCopiedByteForByte() {
        String nested = "{ \"b\" : [1.50, 1e400,\"\\u00fc\\n\"],\"a\":{} , \"b\":null}";

        RowBuffer row = plans.write(json("{\"doc\": " + nested + " ,\"id\":1}"));

        assertThat(row).isEncodedAs(out -> {
            out.putShort(2);
            out.putInt(8);
            out.putLong(1);
            out.putInt(nested.length());
            out.putBytes(nested.getBytes(UTF_8));
        });
    }

    @Test
    void aTextInAJsonColumnIsADocument() {
        byte[] nested = bytes(plans.write(json("{\"id\":1,\"doc\":{\"a\":1}}")));

        assertThat(bytes(plans.write(json("{\"id\":1,\"doc\":\"{\\\"a\\\":1}\"}"))))
                .isEqualTo(nested);
        plans.refuses(
                json("{\"id\":1,\"doc\":\"secret\"}"), "column \"doc\": invalid input syntax for type json (22P02)");
    }

    @Test
    void eachSetOfFieldsHasOneInstance() {
        ColumnSet first = columnsOf("{\"id\":1,\"note\":\"x\"}");
        ColumnSet second = columnsOf("{\"id\":1,\"count\":1}");

        assertThat(second).isNotSameAs(first);
        assertThat(columnsOf("{\"note\":\"x\",\"id\":2}")).isSameAs(first);
    }

    @Test
    void anUnknownFieldIsRefusedByNameUnlessItIsToBeIgnored() {
        SinkRecord record = json("{\"id\":1,\"colour\":{\"a\":[1,\"}\"]},\"note\":\"x\"}");
        PlanFixture ignoring = plansOf(orders, IGNORING, PkMode.RECORD_VALUE, "id");
        byte[] expected = bytes(plans.write(json("{\"id\":1,\"note\":\"x\"}")));

        plans.refuses(
                record,
                "field \"colour\" has no column in public.orders: add the column"
                        + " (auto.evolve=true does it where the value has a schema), or set unknown.fields=ignore or store");
        assertThat(bytes(ignoring.write(record))).isEqualTo(expected);
    }

    @Test
    void unknownFieldsAreStoredAsTheyStand() {
        PlanFixture storing = plansOf(orders, STORING, PkMode.RECORD_VALUE, "id");
        byte[] expected = bytes(plans.write(
                json("{\"id\":1,\"note\":\"x\",\"rest\":{\"a\" : 1.50,\"b\":\"\\u00fc\",\"rest\":null,\"c\":[ 1 ]}}")));

        RowBuffer row = storing.write(
                json("{\"a\" : 1.50 ,\"id\":1, \"b\":\"\\u00fc\",\"rest\":null,\"note\":\"x\",\"c\":[ 1 ]}"));

        assertThat(bytes(row)).isEqualTo(expected);
    }

    @Test
    void whereNothingIsUnknownAnEmptyObjectIsStored() {
        PlanFixture storing = plansOf(orders, STORING, PkMode.RECORD_VALUE, "id");
        byte[] expected = bytes(plans.write(json("{\"id\":1,\"rest\":{}}")));

        assertThat(bytes(storing.write(json("{\"id\":1}")))).isEqualTo(expected);
        assertThat(bytes(storing.write(aRecord(null, Map.of("id", 1L))))).isEqualTo(expected);
    }

    @Test
    void aColumnOfTheServersIsPassedOver() {
        assertThat(columnsOf("{\"id\":1,\"made\":\"x\",\"note\":\"y\"}").columns())
                .extracting(column -> column.name())
                .containsExactly("id", "note");
    }

    @Test
    void aColumnCanTakeTheValueWhole() {
        PlanFixture whole = plansOf(orders, new ShapeSettings(UnknownFields.FAIL, "", "doc"), PkMode.RECORD_KEY, "id");
        String document = "[1, {\"a\" : 2}]";

        RowBuffer row = whole.write(json("{\"id\":42}", document.getBytes(UTF_8)));

        assertThat(row).isEncodedAs(out -> {
            out.putShort(2);
            out.putInt(8);
            out.putLong(42);
            out.putInt(document.length());
            out.putBytes(document.getBytes(UTF_8));
        });
        whole.refuses(json(1L, "secret"), "column \"doc\": invalid input syntax for type json (22P02)");
        whole.refuses(json(1L, new byte[] {(byte) 0xFF}), "column \"doc\": the value is not valid UTF-8 (22021)");
        assertThat(List.of(whole.write(aRecord(1L, Map.of("a", 2L))).size())).containsExactly(2 + 12 + 4 + 7);
    }

    private ColumnSet columnsOf(String value) {
        plans.write(json(value));
        return plans.columns();
    }
}
