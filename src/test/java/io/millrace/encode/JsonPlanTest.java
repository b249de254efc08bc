package io.millrace.encode;

import static io.millrace.encode.PlanFixture.aRecord;
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
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                record, "field \"colour\" has no column in public.orders: add the column, or set auto.evolve=true");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":1,\"note\":\"secret   | the value, at or after field \"note\", is no valid JSON: it ends too early (22P02)",
                "{\"id\":1                     | the value, at or after field \"id\", is no valid JSON: it ends too early (22P02)",
                "{                             | the value is no valid JSON: it ends too early (22P02)",
                "{\"id\":1,\"note\":secret}    | the value, at or after field \"note\", is no valid JSON near byte 22 (22P02)",
                "{\"id\":1} {\"id\":2}         | the value is no valid JSON: it goes on after its object (22P02)",
                "{\"id\":1}]                   | the value is no valid JSON: it goes on after its object (22P02)",
                "{\"id\":1,\"count\":1.5}      | column \"count\": a fraction would be lost in integer (22003)",
                "{\"id\":1,\"count\":3000000000} | column \"count\": out of range for integer (22003)",
                "{\"id\":1,\"count\":1e30}     | column \"count\": out of range for integer (22003)",
                "{\"id\":18446744073709551617} | column \"id\": out of range for bigint (22003)",
                "{\"id\":1,\"ratio\":1e400}    | column \"ratio\": out of range for double precision (22003)",
                "{\"id\":1,\"total\":1e1000000000} | column \"total\": out of range for numeric (22003)",
                "{\"id\":1,\"note\":1e1000000000} | column \"note\": out of range for numeric (22003)",
                "{\"id\":1,\"note\":\"\\u0000\"} | column \"note\": contains U+0000, which PostgreSQL cannot store (22021)",
                "{\"id\":1,\"note\":\"\\ud800\"} | column \"note\": contains half of a surrogate pair, which UTF-8 cannot hold (22021)",
                "{\"id\":1,\"rest\":[\"\\u0000\"]} | column \"rest\": contains \\u0000, which jsonb cannot store (22P05)",
                "{\"id\":1,\"rest\":[\"\\udc00\"]} | column \"rest\": contains an escape of half a surrogate pair, which jsonb cannot store (22P02)",
                "{\"id\":1,\"rest\":[1e200000]} | column \"rest\": out of range for numeric (22003)",
                "{\"id\":1,\"count\":{}}       | column \"count\": a nested map cannot become integer (42804)"
            })
    void aBadValueIsRefusedWithoutBeingQuoted(String value, String message) {
        plans.refuses(json(value), message);
        plans.write(json("{\"id\":1,\"note\":\"the next one is none the worse\"}"));

        assertThat(plans.names()).containsExactly("id", "note");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "[{\"id\":1}]", "null", "12", "\"{}\"", "\u0000\u0000Obj"})
    void whatIsNoObjectIsRefusedWithAdvice(String value) {
        String advice = "the value is no JSON object: use a converter that gives its fields, or store it whole by"
                + " value.column (22P02)";

        plans.refuses(json(value.getBytes(UTF_8)), advice);
    }

    @Test
    void emptyTextAndBytesAreRefused() {
        plans.refuses(json(""), "the value is empty (22P02)");
        plans.refuses(json(" \n"), "the value is empty (22P02)");
        plans.refuses(json(new byte[0]), "the value is empty (22P02)");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] overlong = "{\"id\":1,\"note\":\"xx\"}".getBytes(UTF_8);
        overlong[16] = (byte) 0xC0;
        overlong[17] = (byte) 0x80;

        plans.refuses(json(overlong), "the value is not valid UTF-8 (22021)");
        plans.refuses(
                json("{\"id\":1,\"note\":\"\ud800\"}"),
                "contains half of a surrogate pair, which UTF-8 cannot hold (22021)");
    }

    @Test
    void limitsAreToldAndWhatTheyHeldIsLetGo() {
        String limits = " exceeds a limit on JSON: 1000 levels of nesting, 20000000 characters a string, 147471 a"
                + " number, 10000 a field's name (54000)";

        plans.refuses(
                json("{\"id\":1,\"doc\":" + "[".repeat(1000) + "]".repeat(1000) + "}"),
                "the value, at or after field \"doc\"," + limits);
        plans.refuses(
                json("{\"id\":1,\"note\":\"" + "x".repeat(50_000_000) + "\"}"),
                "the value, at or after field \"note\"," + limits);
        plans.refuses(
                json("{\"id\":1,\"total\":" + "9".repeat(200_000) + "}"),
                "the value, at or after field \"total\"," + limits);
        plans.refuses(
                json("{\"id\":1,\"" + "n".repeat(20_000) + "\":1}"), "the value, at or after field \"id\"," + limits);
    }

    @Test
    void aNumberOfFiveThousandDigitsIsExactWhereTheColumnHoldsIt() {
        String digits = "7".repeat(5000);
        byte[] expected = bytes(plans.write(aRecord(null, Map.of("id", 1L, "total", new BigInteger(digits)))));

        assertThat(bytes(plans.write(json("{\"id\":1,\"total\":" + digits + "}"))))
                .isEqualTo(expected);
        plans.refuses(
                json("{\"id\":1,\"count\":" + digits + "}"), "column \"count\": out of range for integer (22003)");
        plans.refuses(
                json("{\"id\":1,\"ratio\":" + digits + "}"),
                "column \"ratio\": out of range for double precision (22003)");
    }

    @Test
    void recordsOfManyNamesAndSizesKeepTheirBytesApart() {
        PlanFixture ignoring = plansOf(orders, IGNORING, PkMode.RECORD_VALUE, "id");
        for (int i = 0; i < 30_000; i++) {
            String filling = "y".repeat(i % 97 == 0 ? i : i % 50);
            String nested = "[\"" + filling + "\"," + i + "]";

            RowBuffer row = ignoring.write(json("{\"n" + i + "\":" + i + ",\"doc\":" + nested + ",\"id\":" + i + "}"));

            int field = RowImage.field(row.array(), 0, 1);
            assertThat(RowImage.longAt(row.array(), RowImage.bytes(2))).isEqualTo(i);
            assertThat(new String(row.array(), RowImage.bytes(field), RowImage.length(row.array(), field), UTF_8))
                    .isEqualTo(nested);
        }
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

    private static SinkRecord json(Object value) {
        return json(null, value);
    }

    private static SinkRecord json(Object key, Object value) {
        Schema schema = value instanceof String ? Schema.OPTIONAL_STRING_SCHEMA : Schema.OPTIONAL_BYTES_SCHEMA;
        Schema keySchema = key instanceof String ? Schema.OPTIONAL_STRING_SCHEMA : null;
        return aRecord(keySchema, key, schema, value);
    }
}
