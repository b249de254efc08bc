package io.millrace.encode;

import static io.millrace.encode.Encoding.into;
import static io.millrace.testing.BytesAssert.assertThat;
import static io.millrace.testing.BytesAssert.bytes;

import io.millrace.table.TypeKind;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times that Debezium tells in parts are what the column's type reads of their text. */
class StructuredTimeTest {
    private static final List<String> DAY = List.of("year", "month", "day");
    private static final List<String> CLOCK = List.of("hour", "minute", "second", "picoseconds");
    private static final List<String> SPAN =
            List.of("years", "months", "days", "hours", "minutes", "seconds", "picoseconds");

    private static Schema schema(String name) {
        SchemaBuilder builder = SchemaBuilder.struct().name("io.debezium.time.Structured" + name);
        boolean isSpan = name.startsWith("Duration");
        boolean isZoned = name.contains("Zoned");
        (isSpan ? SPAN : name.endsWith("Date") || name.contains("Timestamp") ? DAY : List.<String>of())
                .forEach(field -> builder.field(field, Schema.OPTIONAL_INT64_SCHEMA));
        if (!isSpan && !name.endsWith("Date")) {
            CLOCK.forEach(field -> builder.field(field, Schema.OPTIONAL_INT64_SCHEMA));
        }
        if (isZoned) {
            builder.field("offsetSeconds", Schema.OPTIONAL_INT32_SCHEMA).field("zoneId", Schema.OPTIONAL_STRING_SCHEMA);
        }
        return builder.field("specialValue", Schema.OPTIONAL_STRING_SCHEMA).build();
    }

    private static Struct value(Schema schema, long... parts) {
        Struct value = new Struct(schema);
        for (int i = 0; i < parts.length; i++) {
            value.put(schema.fields().get(i), parts[i]);
        }
        return value;
    }

    @ParameterizedTest
    @CsvSource({
        "2026, 11, 21, 2026-11-21T10:05:00.000001",
        "9, 1, 2, 0009-01-02T10:05:00.000001",
        "-43, 3, 15, 0044-03-15T10:05:00.000001 BC"
    })
    void aTimestampIsTheSameAsItsText(int year, int month, int day, String text) {
        Schema schema = schema("Timestamp");

        assertThat(into(TypeKind.TIMESTAMP).from(schema).of(value(schema, year, month, day, 10, 5, 0, 1_000_000)))
                .isEncodedAs(out -> out.putBytes(bytes(into(TypeKind.TIMESTAMP).of(text))));
    }

    @Test
    void infinitiesArePostgresqls() {
        Schema schema = schema("Timestamp");

        assertThat(into(TypeKind.TIMESTAMP)
                        .from(schema)
                        .of(new Struct(schema).put("specialValue", "POSITIVE_INFINITY")))
                .isEncodedAs(out -> {
                    out.putInt(8);
                    out.putLong(Long.MAX_VALUE);
                });
        into(TypeKind.TIMESTAMP)
                .from(schema)
                .isRefused(
                        new Struct(schema).put("specialValue", "NaN"),
                        "invalid input syntax for type a structured time (22P02)");
    }

    @Test
    void datesAndTimesAreTheirParts() {
        Schema date = schema("Date");
        Schema time = schema("TimePrecision6SourceColumn6174");

        assertThat(into(TypeKind.DATE).from(date).of(value(date, 2000, 1, 2))).isEncodedAs(out -> {
            out.putInt(4);
            out.putInt(1);
        });
        assertThat(into(TypeKind.TIME).from(time).of(value(time, 24, 0, 0, 0))).isEncodedAs(out -> {
            out.putInt(8);
            out.putLong(86_400_000_000L);
        });
        into(TypeKind.DATE)
                .from(date)
                .isRefused(value(date, 2026), "the struct of a structured time has no \"month\" (22P02)");
        into(TypeKind.DATE).from(date).isRefused(value(date, 2026, 0, 0), "out of range for date (22008)");
    }

    @Test
    void zonesAreOffsetsOrRegions() {
        Schema moment = schema("ZonedTimestamp");
        Struct value = value(moment, 2026, 7, 1, 12, 0, 0, 0);

        assertThat(into(TypeKind.TIMESTAMPTZ).from(moment).of(value))
                .isEncodedAs(
                        out -> out.putBytes(bytes(into(TypeKind.TIMESTAMPTZ).of("2026-07-01T12:00:00Z"))));
        assertThat(into(TypeKind.TIMESTAMPTZ).from(moment).of(value.put("zoneId", "Europe/Berlin")))
                .isEncodedAs(
                        out -> out.putBytes(bytes(into(TypeKind.TIMESTAMPTZ).of("2026-07-01T10:00:00Z"))));
        assertThat(into(TypeKind.TIMESTAMPTZ).from(moment).of(value.put("offsetSeconds", -19_800)))
                .isEncodedAs(
                        out -> out.putBytes(bytes(into(TypeKind.TIMESTAMPTZ).of("2026-07-01T17:30:00Z"))));
        Schema clock = schema("ZonedTime");
        assertThat(into(TypeKind.TIMETZ).from(clock).of(value(clock, 1, 2, 3, 0).put("offsetSeconds", 3600)))
                .isEncodedAs(out -> out.putBytes(bytes(into(TypeKind.TIMETZ).of("01:02:03+01"))));
    }

    @Test
    void aDurationKeepsItsPartsApart() {
        Schema schema = schema("Duration");

        assertThat(into(TypeKind.INTERVAL).from(schema).of(value(schema, 1, -2, 3, 4, 5, -6, -500_000_000_000L)))
                .isEncodedAs(
                        out -> out.putBytes(bytes(into(TypeKind.INTERVAL).of("1 year -2 mons 3 days 04:04:53.5"))));
        assertThat(into(TypeKind.INTERVAL).from(schema).of(new Struct(schema)))
                .isEncodedAs(out -> out.putBytes(bytes(into(TypeKind.INTERVAL).of("0"))));
    }

    @Test
    void inTextsAndDocumentsTheyAreIso8601() {
        Schema schema = schema("ZonedTimestamp");
        Struct value = value(schema, 2026, 11, 21, 10, 0, 0, 500_000_000_000L).put("offsetSeconds", 0);

        assertThat(into(TypeKind.TEXT).from(schema).of(value))
                .isEncodedAs(out -> out.putBytes(bytes(into(TypeKind.TEXT).of("2026-11-21T10:00:00.5+00:00"))));
        assertThat(into(TypeKind.JSON).from(schema).of(value))
                .isEncodedAs(out -> out.putBytes(bytes(into(TypeKind.JSON).of("\"2026-11-21T10:00:00.5+00:00\""))));
        Schema around = SchemaBuilder.struct().field("at", schema).build();
        assertThat(into(TypeKind.JSON).from(around).of(new Struct(around).put("at", value)))
                .isEncodedAs(out ->
                        out.putBytes(bytes(into(TypeKind.JSON).of(Map.of("at", "2026-11-21T10:00:00.5+00:00")))));
    }
}
