package io.millrace.encode;

import static io.millrace.encode.Encoding.into;
import static io.millrace.testing.BytesAssert.assertThat;
import static io.millrace.testing.BytesAssert.bytes;

import io.millrace.table.Column;
import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import io.millrace.testing.TableBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class DebeziumTypesTest {
    private static final Column POINT = other("point");
    private static final Column GEOMETRY = other("public.geometry");
    private static final Column VECTOR = other("public.vector");
    private static final long NOON = 43_200_000_000L;

    // 2000-01-01 12:00:00, as a clock showed it.
    private static final long NOON_MILLIS = 946_728_000_000L;

    @Test
    void aTimestampWithoutAZoneIsNotShifted() {
        Encoding local = into(TypeKind.TIMESTAMP).in("America/Los_Angeles");

        assertThat(local.from(time("Timestamp")).of(NOON_MILLIS)).isEncodedAs(int8(NOON));
        assertThat(local.from(time("MicroTimestamp")).of(NOON_MILLIS * 1000)).isEncodedAs(int8(NOON));
        assertThat(local.from(time("NanoTimestamp")).of(NOON_MILLIS * 1_000_000 + 1500))
                .isEncodedAs(int8(NOON + 2));
    }

    @Test
    void inAColumnWithAZoneItIsTheZonesTime() {
        Encoding instant = into(TypeKind.TIMESTAMPTZ).in("+05:30");

        assertThat(instant.from(time("MicroTimestamp")).of(NOON_MILLIS * 1000))
                .isEncodedAs(int8(NOON - 19_800_000_000L));
    }

    @Test
    void aDateNeverShifts() {
        Schema date = SchemaBuilder.int32().name("io.debezium.time.Date").build();

        assertThat(into(TypeKind.DATE).in("America/Los_Angeles").from(date).of(-25_567))
                .isEncodedAs(int4(-36_524));
    }

    @Test
    void infinitiesOfTheDriverArePostgresqls() {
        long infinity = 9_223_372_036_825_200_000L;
        long negative = -9_223_372_036_832_400_000L;

        assertThat(into(TypeKind.TIMESTAMP).from(time("MicroTimestamp")).of(infinity))
                .isEncodedAs(int8(Long.MAX_VALUE));
        assertThat(into(TypeKind.TIMESTAMPTZ)
                        .from(time("MicroTimestamp"))
                        .in("+01:00")
                        .of(negative))
                .isEncodedAs(int8(Long.MIN_VALUE));
        assertThat(into(TypeKind.TIMESTAMP, 3).from(time("MicroTimestamp")).of(infinity))
                .isEncodedAs(int8(Long.MAX_VALUE));
        assertThat(into(TypeKind.DATE).from(time("Timestamp")).of(infinity)).isEncodedAs(int4(Integer.MAX_VALUE));
    }

    @Test
    void whatIsOutOfRangeOrMeansSomethingElseIsRefused() {
        into(TypeKind.TIMESTAMP)
                .from(time("MicroTimestamp"))
                .isRefused(Long.MIN_VALUE, "out of range for timestamp (22008)");
        into(TypeKind.TIME).from(time("MicroTime")).isRefused(86_400_000_001L, "out of range for time (22008)");
        into(TypeKind.DATE).from(time("MicroTime")).isRefused(0L, "a time of day cannot become date (42804)");
        into(TypeKind.TIMESTAMP)
                .from(time("MicroDuration"))
                .isRefused(0L, "a duration cannot become timestamp (42804)");
        into(TypeKind.DATE).from(time("Year")).isRefused(2026, "a year cannot become date (42804)");
        into(TypeKind.INTERVAL).isRefused(1L, "a number cannot become interval (42804)");
    }

    @Test
    void isoStringsAreReadLikeAnyText() {
        assertThat(into(TypeKind.DATE).from(text("time.IsoDate")).of("2000-01-01Z"))
                .isEncodedAs(int4(0));
        assertThat(into(TypeKind.TIMESTAMP).from(text("time.IsoTimestamp")).of("2000-01-01T12:00:00Z"))
                .isEncodedAs(int8(NOON));
        assertThat(into(TypeKind.TIMESTAMPTZ).from(text("time.ZonedTimestamp")).of("2000-01-01T14:00:00+02:00"))
                .isEncodedAs(int8(NOON));
        assertThat(into(TypeKind.TIMESTAMPTZ).from(text("time.ZonedTimestamp")).of("infinity"))
                .isEncodedAs(int8(Long.MAX_VALUE));
    }

    @Test
    void aPointIsPostgresqlsOwnOrPostgis() {
        Schema schema = shape("Point")
                .field("x", Schema.FLOAT64_SCHEMA)
                .field("y", Schema.FLOAT64_SCHEMA)
                .build();
        Struct point = new Struct(schema).put("x", 1.5).put("y", -2.0);

        assertThat(into(POINT).from(schema).of(point)).isEncodedAs(utf8("(1.5,-2.0)"));
        assertThat(into(TypeKind.TEXT).from(schema).of(point)).isEncodedAs(utf8("(1.5,-2.0)"));
        assertThat(into(GEOMETRY).from(schema).of(point))
                .isEncodedAs(utf8("0101000000000000000000F83F00000000000000C0"));
    }

    @Test
    void aGeometryGetsItsReferenceSystem() {
        Schema schema = shape("Geometry").build();
        byte[] little = {1, 1, 0, 0, 0, 9};
        byte[] big = {0, 0, 0, 0, 1, 9};
        byte[] extended = {1, 1, 0, 0, 0x20, 0x39, 0x30, 0, 0, 9};

        assertThat(into(GEOMETRY).from(schema).of(geometry(schema, ByteBuffer.wrap(little), 4326)))
                .isEncodedAs(utf8("0101000020E610000009"));
        assertThat(into(GEOMETRY).from(schema).of(geometry(schema, big, 4326)))
                .isEncodedAs(utf8("0020000001000010E609"));
        assertThat(into(GEOMETRY).from(schema).of(geometry(schema, extended, 4326)))
                .isEncodedAs(utf8("01010000203930000009"));
        assertThat(into(GEOMETRY).from(schema).of(geometry(schema, little, null)))
                .isEncodedAs(utf8("010100000009"));
        assertThat(into(TypeKind.BYTEA).from(schema).of(geometry(schema, little, null)))
                .isEncodedAs(out -> {
                    out.putInt(6);
                    out.putBytes(little);
                });
    }

    @Test
    void aGeometryWithoutBytesIsRefused() {
        Schema schema = shape("Geometry").build();

        into(GEOMETRY).from(schema).isRefused(geometry(schema, null, 1), "the struct of a point has no \"x\" (22P02)");
        into(GEOMETRY)
                .from(schema)
                .isRefused(geometry(schema, new byte[] {1}, 1), "invalid input syntax for type a geometry (22P02)");
    }

    @Test
    void vectorsAreThoseOfPgvector() {
        Schema dense = SchemaBuilder.array(Schema.FLOAT64_SCHEMA)
                .name("io.debezium.data.DoubleVector")
                .build();
        Schema places =
                SchemaBuilder.map(Schema.INT16_SCHEMA, Schema.FLOAT64_SCHEMA).build();
        Schema sparse = SchemaBuilder.struct()
                .name("io.debezium.data.SparseDoubleVector")
                .field("dimensions", Schema.INT16_SCHEMA)
                .field("vector", places)
                .build();
        Struct vector =
                new Struct(sparse).put("dimensions", (short) 5).put("vector", Map.of((short) 3, 2.5, (short) 1, 1.0));

        assertThat(into(VECTOR).from(dense).of(List.of(1.0, 2.5))).isEncodedAs(utf8("[1.0,2.5]"));
        assertThat(into(VECTOR).from(sparse).of(vector)).isEncodedAs(utf8("{1:1.0,3:2.5}/5"));
    }

    @Test
    void bitsAreAsManyAsTheirColumnOrSchemaSays() {
        byte[] value = {0x15, 0};

        assertThat(into(TypeKind.BIT, 5).from(bits("9")).of(value)).isEncodedAs(bit(5, 0b1010_1000));
        assertThat(into(TypeKind.VARBIT).from(bits("6")).of(value)).isEncodedAs(bit(6, 0b0101_0100));
        assertThat(into(TypeKind.VARBIT).from(bits("2147483647")).of(new byte[] {0x15}))
                .isEncodedAs(bit(5, 0b1010_1000));
        assertThat(into(TypeKind.INT4).from(bits("9")).of(value)).isEncodedAs(int4(0x15));
        into(TypeKind.BIT, 4).from(bits("9")).isRefused(value, "has more bits than its schema or column says (22001)");
        into(TypeKind.INTERVAL).from(bits("9")).isRefused(value, "a byte string cannot become interval (42804)");
    }

    @Test
    void aNumberWithItsScaleIsANumber() {
        Schema schema = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        Struct number = new Struct(schema).put("scale", 2).put("value", new byte[] {0x04, (byte) 0xD2});

        assertThat(into(TypeKind.NUMERIC).from(schema).of(number))
                .isEncodedAs(out -> out.putBytes(bytes(into(TypeKind.NUMERIC).of("12.34"))));
        assertThat(into(TypeKind.TEXT).from(schema).of(number)).isEncodedAs(utf8("12.34"));
    }

    private static Struct geometry(Schema schema, Object wkb, Integer srid) {
        return new Struct(schema).put("wkb", wkb).put("srid", srid);
    }

    private static SchemaBuilder shape(String name) {
        return SchemaBuilder.struct()
                .name("io.debezium.data.geometry." + name)
                .field("wkb", Schema.OPTIONAL_BYTES_SCHEMA)
                .field("srid", Schema.OPTIONAL_INT32_SCHEMA);
    }

    private static Schema time(String name) {
        return SchemaBuilder.int64().name("io.debezium.time." + name).build();
    }

    private static Schema text(String name) {
        return SchemaBuilder.string().name("io.debezium." + name).build();
    }

    private static Schema bits(String length) {
        return SchemaBuilder.bytes()
                .name("io.debezium.data.Bits")
                .parameter("length", length)
                .build();
    }

    private static Column other(String type) {
        return TableBuilder.column(new PgType(TypeKind.OTHER, type, "_text", List.of(), false));
    }

    private static Consumer<RowBuffer> utf8(String text) {
        return out -> {
            out.putInt(text.length());
            out.putBytes(text.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static Consumer<RowBuffer> bit(int count, int firstByte) {
        return out -> {
            out.putInt(5);
            out.putInt(count);
            out.putByte(firstByte);
        };
    }

    private static Consumer<RowBuffer> int4(int value) {
        return out -> {
            out.putInt(4);
            out.putInt(value);
        };
    }

    private static Consumer<RowBuffer> int8(long value) {
        return out -> {
            out.putInt(8);
            out.putLong(value);
        };
    }
}
