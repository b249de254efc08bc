package io.millrace.encode;

import static io.millrace.encode.Encoding.into;
import static io.millrace.table.TypeKind.HSTORE;
import static io.millrace.testing.BytesAssert.assertThat;
import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HstoreEncoderTest {
    @Test
    void aMapBecomesItsPairs() {
        assertThat(into(HSTORE).of(fields("a", "x", "bc", null))).isEncodedAs(out -> {
            out.putInt(4 + 4 + 1 + 4 + 1 + 4 + 2 + 4);
            out.putInt(2);
            out.putInt(1);
            out.putByte('a');
            out.putInt(1);
            out.putByte('x');
            out.putInt(2);
            out.putShort('b' << 8 | 'c');
            out.putInt(-1);
        });
    }

    @Test
    void valuesAreTextAndNestedOnesJson() {
        assertThat(shown(fields(
                        "number",
                        new BigDecimal("1.50"),
                        "flag",
                        true,
                        "nested",
                        Map.of("a", List.of(1)),
                        "quoted",
                        "\"\\")))
                .isEqualTo(
                        "\"number\"=>\"1.50\",\"flag\"=>\"true\",\"nested\"=>\"{\\\"a\\\":[1]}\",\"quoted\"=>\"\\\"\\\\\"");
    }

    @Test
    void aStructHasItsFieldsAsPairs() {
        Schema schema = SchemaBuilder.struct()
                .field("day", Date.SCHEMA)
                .field("none", Schema.OPTIONAL_STRING_SCHEMA)
                .build();

        assertThat(shown(new Struct(schema).put("day", new java.util.Date(0))))
                .isEqualTo("\"day\"=>\"1970-01-01\",\"none\"=>NULL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | ``",
                "a=>1 | \"a\"=>\"1\"",
                "a => 1 , b=>null,c=>\"null\" | \"a\"=>\"1\",\"b\"=>NULL,\"c\"=>\"null\"",
                "\"a b\"=>\"c\\\"d\",  e\\,=>f\\= | \"a b\"=>\"c\\\"d\",\"e,\"=>\"f=\"",
                "a=>b=c, | \"a\"=>\"b=c\"",
                "{\"a\":\"1\",\"b\":null,\"c\":1.50,\"d\":true} | \"a\"=>\"1\",\"b\"=>NULL,\"c\"=>\"1.50\",\"d\"=>\"true\"",
                "{} | ``",
            })
    void textIsHstoresOwnFormOrAJsonObject(String text, String shown) {
        assertThat(shown(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a=>", "=>a", "a=1", "a=>b c=>d", "\"a=>b", "a=>b\\", "{\"a\":1", "{\"a\":1} x", "{a=>b}"})
    void aMalformedTextIsRefused(String text) {
        into(HSTORE).isRefused(text, "invalid input syntax for type hstore (22P02)");
    }

    @Test
    void whatHasNoPairsIsRefused() {
        into(HSTORE).isRefused(7, "a number cannot become hstore (42804)");
        into(HSTORE).isRefused(List.of(), "an array cannot become hstore (42804)");
        into(HSTORE).isRefused(fields(null, 1), "hstore has no null keys (23502)");
        into(HSTORE).isRefused(Map.of("a", "b\0"), "contains U+0000, which PostgreSQL cannot store (22021)");
        into(HSTORE).isRefused("{\"a\":[1]}", "a nested value of a JSON text cannot become a value of hstore (42804)");
    }

    private static String shown(Object value) {
        RowBuffer text = new RowBuffer(8);
        HstoreText.put(into(HSTORE).of(value).array(), 0, text);
        return new String(text.array(), Integer.BYTES, text.intAt(0), StandardCharsets.UTF_8);
    }
}
