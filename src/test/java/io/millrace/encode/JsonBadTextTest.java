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
import io.millrace.table.Destination;
import io.millrace.table.Generation;
import io.millrace.table.TypeKind;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad texts get: one message without a value, and no trace in what follows. */
class JsonBadTextTest {
    private static final ShapeSettings IGNORING = new ShapeSettings(UnknownFields.IGNORE, "", "");

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
}
