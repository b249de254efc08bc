package io.millrace.encode;

import static io.millrace.encode.Encoding.into;
import static io.millrace.table.TypeKind.BPCHAR;
import static io.millrace.table.TypeKind.JSON;
import static io.millrace.table.TypeKind.JSONB;
import static io.millrace.table.TypeKind.TEXT;
import static io.millrace.table.TypeKind.VARCHAR;
import static io.millrace.testing.BytesAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWriterTest {
    @Test
    void aStructBecomesAnObjectWithAllItsFields() {
        Schema inner = SchemaBuilder.struct()
                .optional()
                .field("x", Schema.INT8_SCHEMA)
                .field(
                        "list",
                        SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build())
                .build();
        Schema outer = SchemaBuilder.struct()
                .field("inner", inner)
                .field("none", inner)
                .field("flag", Schema.BOOLEAN_SCHEMA)
                .build();
        Struct struct = new Struct(outer)
                .put("inner", new Struct(inner).put("x", (byte) -7).put("list", Arrays.asList("a", null)))
                .put("flag", true);

        assertThat(json(outer, struct))
                .isEqualTo("{\"inner\":{\"x\":-7,\"list\":[\"a\",null]},\"none\":null,\"flag\":true}");
    }

    @Test
    void jsonbHasItsVersionBeforeTheText() {
        assertThat(into(JSONB).of(Map.of("a", 1))).isEncodedAs(out -> {
            out.putInt(8);
            out.putByte(1);
            out.putBytes("{\"a\":1}".getBytes(StandardCharsets.US_ASCII));
        });
    }

    @Test
    void numbersKeepEveryDigit() {
        BigInteger large = BigInteger.TEN.pow(40).add(BigInteger.ONE);
        List<Object> numbers = List.of(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                0,
                (short) 10,
                large,
                new BigDecimal("12.3400"),
                new BigDecimal("1E+9"));

        assertThat(json(null, numbers))
                .isEqualTo("[-9223372036854775808,9223372036854775807,0,10," + large + ",12.3400,1E+9]");
    }

    @Test
    void realsAreWrittenAsTheServerShowsThem() {
        assertThat(json(null, List.of(1.5, 2.0, 1e15, 1e-7, -0.0, 0.1f))).isEqualTo("[1.5,2,1e+15,1e-07,-0,0.1]");
    }

    @Test
    void whatJsonHasNoNumberForIsRefused() {
        into(JSONB).isRefused(List.of(Double.NaN), "NaN or infinity cannot become jsonb (22P02)");
        into(JSON).isRefused(Map.of("a", Float.NEGATIVE_INFINITY), "NaN or infinity cannot become json (22P02)");
        into(JSONB).isRefused(List.of(new BigDecimal("1E+200000")), "out of range for numeric (22003)");
    }

    @Test
    void stringsAreEscapedWhereJsonDemandsIt() {
        assertThat(json(null, List.of("a\"b\\c/\b\t\n\f\r\u0001\u001f\u007f")))
                .isEqualTo("[\"a\\\"b\\\\c/\\b\\t\\n\\f\\r\\u0001\\u001f\u007f\"]");
        assertThat(json(null, List.of("größer 😀 " + "?".repeat(30) + "\"")))
                .isEqualTo("[\"größer 😀 " + "?".repeat(30) + "\\\"\"]");
    }

    @Test
    void theNullCharacterIsRefusedInJsonbAndEscapedInJson() {
        into(JSONB).isRefused(List.of("a\0b"), "contains U+0000, which jsonb cannot hold (22P05)");
        into(JSONB).isRefused(Map.of("a\0b", 1), "contains U+0000, which jsonb cannot hold (22P05)");
        assertThat(json(null, List.of("a\0b"))).isEqualTo("[\"a\\u0000b\"]");
    }

    @ParameterizedTest
    @CsvSource({"0", "30"})
    void halfOfASurrogatePairIsRefused(int length) {
        String half = "x".repeat(length) + "\ud83d";

        into(JSON).isRefused(List.of(half), "contains half of a surrogate pair, which UTF-8 cannot hold (22021)");
        into(JSONB).isRefused(Map.of(half, 1), "contains half of a surrogate pair, which UTF-8 cannot hold (22021)");
    }

    @Test
    void bytesAreBase64() {
        byte[] bytes = {0, 1, 2, (byte) 0xFF};

        assertThat(json(null, List.of(bytes, ByteBuffer.wrap(bytes, 1, 2)))).isEqualTo("[\"AAEC/w==\",\"AQI=\"]");
    }

    @Test
    void datesAndTimesAreIsoBySchema() {
        Schema schema = SchemaBuilder.struct()
                .field("date", Date.SCHEMA)
                .field("time", Time.SCHEMA)
                .field("timestamp", Timestamp.SCHEMA)
                .field("decimal", Decimal.schema(2))
                .field("dates", SchemaBuilder.array(Date.SCHEMA).build())
                .build();
        java.util.Date day = new java.util.Date(-86_400_000L * 25_567);
        Struct struct = new Struct(schema)
                .put("date", day)
                .put("time", new java.util.Date(36_000_000))
                .put("timestamp", new java.util.Date(1_500))
                .put("decimal", new BigDecimal("-0.10"))
                .put("dates", List.of(day));

        assertThat(json(schema, struct))
                .isEqualTo("{\"date\":\"1900-01-01\",\"time\":\"10:00:00\",\"timestamp\":\"1970-01-01T00:00:01.500Z\","
                        + "\"decimal\":-0.10,\"dates\":[\"1900-01-01\"]}");
    }

    @ParameterizedTest
    @CsvSource({
        "io.debezium.time.Date, -25567, 1900-01-01",
        "io.debezium.time.Time, 86399999, 23:59:59.999",
        "io.debezium.time.MicroTime, 86400000000, 24:00:00",
        "io.debezium.time.NanoTime, 1000, 00:00:00.000001",
        "io.debezium.time.Timestamp, 60000, 1970-01-01T00:01:00",
        "io.debezium.time.MicroTimestamp, -1, 1969-12-31T23:59:59.999999",
        "io.debezium.time.NanoTimestamp, 1000000001, 1970-01-01T00:00:01.000000001",
    })
    void debeziumsTimesAreIso(String name, long count, String shown) {
        Schema schema =
                SchemaBuilder.array(SchemaBuilder.int64().name(name).build()).build();

        assertThat(json(schema, List.of(count))).isEqualTo("[\"" + shown + "\"]");
    }

    @Test
    void debeziumsDecimalsAreNumbersAndItsDocumentsAreParts() {
        Schema decimal = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        Schema schema = SchemaBuilder.struct()
                .field("decimal", decimal)
                .field(
                        "json",
                        SchemaBuilder.string().name("io.debezium.data.Json").build())
                .build();
        Struct struct = new Struct(schema)
                .put("decimal", new Struct(decimal).put("scale", 1).put("value", new byte[] {5}))
                .put("json", " {\"a\" : [1, 2]} ");

        assertThat(json(schema, struct)).isEqualTo("{\"decimal\":0.5,\"json\":{\"a\" : [1, 2]}}");
    }

    @ParameterizedTest
    @CsvSource({"'1, 2'", "''", "'{\"a\":1'", "'1} , {'", "nul"})
    void aPartThatIsNoDocumentIsRefused(String text) {
        Schema schema = SchemaBuilder.array(
                        SchemaBuilder.string().name("io.debezium.data.Json").build())
                .build();

        into(JSONB).from(schema).isRefused(List.of(text), "invalid input syntax for type jsonb (22P02)");
    }

    @Test
    void aMapHasItsKeysAsText() {
        assertThat(json(null, Map.of(1, "a"))).isEqualTo("{\"1\":\"a\"}");
        into(JSONB)
                .isRefused(PartitionLog.fields((String) null, 1), "a map with a null key cannot become jsonb (42804)");
    }

    @Test
    void aThousandLevelsAreWrittenAndOneMoreIsRefused() {
        assertThat(json(null, nested(1000))).hasSize(2000);
        into(JSONB).isRefused(nested(1001), "nested deeper than 1000 levels (54001)");
    }

    @Test
    void textColumnsHoldTheSameDocument() {
        assertThat(text(into(TEXT).of(Map.of("a", "ü")))).isEqualTo("{\"a\":\"ü\"}");
        assertThat(text(into(VARCHAR, 4 + 9).of(Map.of("a", "ü")))).isEqualTo("{\"a\":\"ü\"}");
        into(VARCHAR, 4 + 8).isRefused(Map.of("a", "ü"), "value too long for type character varying(8) (22001)");
        into(BPCHAR, 4 + 1).isRefused(List.of(), "value too long for type character(1) (22001)");
    }

    private static List<?> nested(int levels) {
        List<?> nested = List.of();
        for (int level = 1; level < levels; level++) {
            nested = List.of(nested);
        }
        return nested;
    }

    private static String json(Schema schema, Object value) {
        return text(into(JSON).from(schema).of(value));
    }

    private static String text(RowBuffer field) {
        assertThat(field.intAt(0)).isEqualTo(field.size() - Integer.BYTES);
        return new String(field.array(), Integer.BYTES, field.intAt(0), StandardCharsets.UTF_8);
    }
}
