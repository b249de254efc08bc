package io.millrace.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.table.TypeDraft;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnTypesTest {
    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of(Schema.BOOLEAN_SCHEMA, "boolean"),
                Arguments.of(Schema.INT8_SCHEMA, "smallint"),
                Arguments.of(Schema.INT16_SCHEMA, "smallint"),
                Arguments.of(Schema.INT32_SCHEMA, "integer"),
                Arguments.of(Schema.INT64_SCHEMA, "bigint"),
                Arguments.of(Schema.FLOAT32_SCHEMA, "real"),
                Arguments.of(Schema.FLOAT64_SCHEMA, "double precision"),
                Arguments.of(Schema.STRING_SCHEMA, "text"),
                Arguments.of(Schema.BYTES_SCHEMA, "bytea"),
                Arguments.of(Decimal.schema(4), "numeric"),
                Arguments.of(decimal("12", 4), "numeric(12, 4)"),
                Arguments.of(decimal("2000", 4), "numeric"),
                Arguments.of(decimal("3", 5), "numeric"),
                Arguments.of(Date.SCHEMA, "date"),
                Arguments.of(Time.SCHEMA, "time"),
                Arguments.of(Timestamp.SCHEMA, "timestamptz"),
                Arguments.of(array(Schema.STRING_SCHEMA), "text[]"),
                Arguments.of(array(decimal("12", 4)), "numeric(12, 4)[]"),
                Arguments.of(array(array(Schema.INT32_SCHEMA)), "jsonb"),
                Arguments.of(array(SchemaBuilder.struct().build()), "jsonb"),
                Arguments.of(SchemaBuilder.struct().build(), "jsonb"),
                Arguments.of(
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA)
                                .build(),
                        "jsonb"),
                Arguments.of(
                        SchemaBuilder.bytes()
                                .name("io.debezium.data.Bits")
                                .parameter("length", "9")
                                .build(),
                        "bit varying(9)"));
    }

    private static Schema decimal(String precision, int scale) {
        return Decimal.builder(scale)
                .parameter("connect.decimal.precision", precision)
                .build();
    }

    private static Schema array(Schema elements) {
        return SchemaBuilder.array(elements).build();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("types")
    void eachSchemaHasTheTypeThatTakesAllItsValues(Schema schema, String type) {
        assertThat(ColumnTypes.of(schema).sql()).isEqualTo(type);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "io.debezium.time.Date, date",
        "io.debezium.time.MicroTime, time",
        "io.debezium.time.Timestamp, timestamp",
        "io.debezium.time.MicroTimestamp, timestamp",
        "io.debezium.time.NanoTimestamp, timestamp",
        "io.debezium.time.ZonedTimestamp, timestamptz",
        "io.debezium.time.ZonedTime, timetz",
        "io.debezium.time.MicroDuration, interval",
        "io.debezium.time.StructuredDate, date",
        "io.debezium.time.StructuredTimePrecision6, time",
        "io.debezium.time.StructuredZonedTimeSourceColumn6174, timetz",
        "io.debezium.time.StructuredTimestamp, timestamp",
        "io.debezium.time.StructuredZonedTimestampPrecision3SourceColumn6174, timestamptz",
        "io.debezium.time.StructuredDurationPrecision3, interval",
        "io.debezium.time.Year, bigint",
        "io.debezium.data.Json, jsonb",
        "io.debezium.data.Uuid, uuid",
        "io.debezium.data.Xml, xml",
        "io.debezium.data.VariableScaleDecimal, numeric",
        "org.example.Unheard, bigint",
    })
    void aSchemasNameSaysMoreThanItsType(String name, String type) {
        assertThat(ColumnTypes.of(SchemaBuilder.int64().name(name).build()).sql())
                .isEqualTo(type);
    }

    @Test
    void anExtensionsTypeHasAnotherThatEveryServerHas() {
        TypeDraft ltree = ColumnTypes.of(
                SchemaBuilder.string().name("io.debezium.data.Ltree").build());

        assertThat(ltree.sql()).isEqualTo("ltree");
        assertThat(ltree.instead()).isEqualTo("text");
    }

    @Test
    void aValueWithoutASchemaHasTheTypeOfWhatItIs() {
        assertThat(Stream.of(1L, 1, 1.5, true, "x", new BigDecimal("1.5"), Map.of(), List.of(), new byte[0])
                        .map(value -> ColumnTypes.ofValue(value).sql()))
                .containsExactly(
                        "bigint",
                        "bigint",
                        "double precision",
                        "boolean",
                        "text",
                        "numeric",
                        "jsonb",
                        "jsonb",
                        "bytea");
    }

    @Test
    void aDefaultIsALiteralThatTheServerReads() {
        assertThat(DefaultLiteral.of(SchemaBuilder.int32().defaultValue(-3).build()))
                .isEqualTo("'-3'");
        assertThat(DefaultLiteral.of(
                        SchemaBuilder.string().defaultValue("o'clock").build()))
                .isEqualTo("'o''clock'");
        assertThat(DefaultLiteral.of(SchemaBuilder.string().defaultValue("a\0b").build()))
                .isEmpty();
        assertThat(DefaultLiteral.of(
                        SchemaBuilder.bytes().defaultValue(new byte[] {1, -1}).build()))
                .isEqualTo("'\\x01ff'");
        assertThat(DefaultLiteral.of(Timestamp.builder()
                        .defaultValue(new java.util.Date(1_500))
                        .build()))
                .isEqualTo("'1970-01-01 00:00:01.500+00'");
        assertThat(DefaultLiteral.of(Date.builder()
                        .defaultValue(new java.util.Date(86_400_000))
                        .build()))
                .isEqualTo("'1970-01-02'");
        assertThat(DefaultLiteral.of(Decimal.builder(2)
                        .defaultValue(new BigDecimal("1E+3").setScale(2))
                        .build()))
                .isEqualTo("'1000.00'");
        assertThat(DefaultLiteral.of(SchemaBuilder.int64()
                        .name("io.debezium.time.MicroTimestamp")
                        .defaultValue(5L)
                        .build()))
                .isEmpty();
        assertThat(DefaultLiteral.of(Schema.OPTIONAL_STRING_SCHEMA)).isEmpty();
    }

    /** SimpleHeaderConverter gives 55 as an int8, and 70000 as an int32. */
    @Test
    void theWidthOfAHeadersIntegerSaysNothing() {
        assertThat(ColumnTypes.ofHeader(Schema.INT8_SCHEMA, (byte) 55).sql()).isEqualTo("bigint");
        assertThat(ColumnTypes.ofHeader(Schema.INT32_SCHEMA, 70000).sql()).isEqualTo("bigint");
        assertThat(ColumnTypes.ofHeader(Date.SCHEMA, new java.util.Date(0)).sql())
                .isEqualTo("date");
        assertThat(ColumnTypes.ofHeader(null, "x").sql()).isEqualTo("text");
    }
}
