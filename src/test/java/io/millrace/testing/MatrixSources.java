package io.millrace.testing;

import static io.millrace.testing.Sample.quoted;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** The sources of the documentation's table, by the names they have there. */
public final class MatrixSources {
    private static final String DEBEZIUM = "debezium.";

    private final Map<String, MatrixSource> sources = new LinkedHashMap<>();

    private MatrixSources() {}

    /** All but STRING, whose values depend on what they are read as. */
    public static Map<String, MatrixSource> all() {
        MatrixSources all = new MatrixSources();
        all.plainNumbers();
        all.otherPlainOnes();
        all.connectTimes();
        all.debeziumTimes();
        all.debeziumData();
        return all.sources;
    }

    private void plainNumbers() {
        add("INT8", Schema.INT8_SCHEMA, whole("int2", Byte.MIN_VALUE, Byte.MAX_VALUE, (byte) 0, (byte) 1));
        add("INT16", Schema.INT16_SCHEMA, whole("int2", Short.MIN_VALUE, Short.MAX_VALUE, (short) 0, (short) 1));
        add("INT32", Schema.INT32_SCHEMA, whole("int4", Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 1, 86_400_000));
        add(
                "INT64",
                Schema.INT64_SCHEMA,
                whole("int8", Long.MIN_VALUE, Long.MAX_VALUE, 0L, 1L, -719_529L, 1_795_255_200_123L, 4_294_967_295L));
        add(
                "FLOAT32",
                Schema.FLOAT32_SCHEMA,
                Stream.of(Float.MAX_VALUE, 1.5e-30f, 0f, -0f, 1f, 1.1f, -2.5f, Float.NaN, Float.POSITIVE_INFINITY)
                        .map(value -> NumberSamples.real(value, "float4"))
                        .toList());
        add(
                "FLOAT64",
                Schema.FLOAT64_SCHEMA,
                Stream.of(Double.MAX_VALUE, 2.5e-300, 0d, 1d, 0.1, 1234.5678, 1e15, Double.NaN, -1 / 0d)
                        .map(value -> NumberSamples.real(value, "float8"))
                        .toList());
        add(
                "Decimal",
                Decimal.schema(2),
                Stream.of("0", "1", "0.00", "-12.50", "1.0", "1E+3", "1E-20", "9".repeat(60))
                        .map(NumberSamples::decimal)
                        .toList());
    }

    private static List<Sample> whole(String type, Number... values) {
        return Stream.of(values).map(value -> NumberSamples.whole(value, type)).toList();
    }

    private void otherPlainOnes() {
        add(
                "BOOLEAN",
                Schema.BOOLEAN_SCHEMA,
                Stream.of(true, false)
                        .map(value -> new Sample(
                                value,
                                Map.of(
                                        Sample.WHOLE, quoted(value.toString()),
                                        Sample.TEXT, quoted(value.toString()),
                                        Sample.JSON, quoted(value.toString()),
                                        Sample.BITS, value ? "'1'" : "'0'")))
                        .toList());
        add(
                "BYTES",
                Schema.BYTES_SCHEMA,
                List.of(
                        bytes(""),
                        bytes("00ff27"),
                        bytes("a0eebc999c0b4ef8bb6d6bb9bd380a11"),
                        bytes("08002b010203"),
                        bytes("08002b0102030405")));
    }

    private static Sample bytes(String hex) {
        String text = "'\\x" + hex + "'";
        String address = quoted(hex);
        Map<String, String> literals = new HashMap<>(Map.of(Sample.TEXT, text, "bytea", text));
        literals.put("uuid", hex.length() == 32 ? address : "1/0");
        literals.put("macaddr", hex.length() == 12 ? address : "1/0");
        literals.put("macaddr8", hex.length() == 16 ? address : "1/0");
        return new Sample(HexFormat.of().parseHex(hex), literals);
    }

    private void connectTimes() {
        add(
                "Date",
                org.apache.kafka.connect.data.Date.SCHEMA,
                Stream.of("1970-01-01", "1900-01-01", "2026-11-21", "9999-12-31", "0001-01-01")
                        .map(day -> new Sample(
                                Date.from(Instant.parse(day + "T00:00:00Z")),
                                all(quoted(day), Sample.DATE, Sample.STAMP, Sample.TEXT, Sample.JSON)))
                        .toList());
        add(
                "Time",
                Time.SCHEMA,
                List.of(time(0, "00:00:00"), time(86_399_999, "23:59:59.999"), time(36_000_123, "10:00:00.123")));
        add(
                "Timestamp",
                Timestamp.SCHEMA,
                Stream.of(
                                "1970-01-01T00:00:00Z",
                                "1969-12-31T23:59:59.999Z",
                                "2026-11-21T10:00:00.123Z",
                                "9999-12-31T23:59:59.999Z",
                                "0001-01-01T00:00:00Z")
                        .map(MatrixSources::instant)
                        .toList());
    }

    private static Sample time(int millis, String shown) {
        return new Sample(new Date(millis), all(quoted(shown), Sample.TIME, Sample.SPAN, Sample.TEXT, Sample.JSON));
    }

    private static Sample instant(String text) {
        return new Sample(
                Date.from(Instant.parse(text)),
                all(quoted(text), Sample.DATE, Sample.TIME, Sample.STAMP, Sample.TEXT, Sample.JSON));
    }

    private void debeziumTimes() {
        debezium(
                "time.Date",
                Schema.Type.INT32,
                number(0, "1970-01-01", Sample.DATE, Sample.STAMP),
                number(20_778, "2026-11-21", Sample.DATE, Sample.STAMP),
                number(-25_567, "1900-01-01", Sample.DATE, Sample.STAMP));
        clock("time.Time", Schema.Type.INT32, 0, 36_000_123, "10:00:00.123", 86_400_000);
        clock("time.MicroTime", Schema.Type.INT64, 0L, 36_000_123_456L, "10:00:00.123456", 86_400_000_000L);
        clock("time.NanoTime", Schema.Type.INT64, 0L, 36_000_123_456_000L, "10:00:00.123456", 86_400_000_000_000L);
        stamp("time.Timestamp", -1L, "1969-12-31T23:59:59.999", 1_795_255_200_123L, "2026-11-21T10:00:00.123");
        stamp(
                "time.MicroTimestamp",
                -1L,
                "1969-12-31T23:59:59.999999",
                1_795_255_200_123_456L,
                "2026-11-21T10:00:00.123456");
        stamp(
                "time.NanoTimestamp",
                -1000L,
                "1969-12-31T23:59:59.999999",
                1_795_255_200_123_456_000L,
                "2026-11-21T10:00:00.123456");
        debezium(
                "time.MicroDuration",
                Schema.Type.INT64,
                span(0L, "PT0S"),
                span(5_400_000_001L, "PT1H30M0.000001S"),
                span(-1_500_000L, "PT-1.5S"));
        debezium(
                "time.NanoDuration",
                Schema.Type.INT64,
                span(0L, "PT0S"),
                span(5_400_000_000_000L, "PT1H30M"),
                span(-1_500_000_000L, "PT-1.5S"));
        debezium("time.Year", Schema.Type.INT32, year(0), year(2026), year(-44));
    }

    private void clock(String name, Schema.Type type, Number zero, Number usual, String shown, Number end) {
        debezium(
                name,
                type,
                number(zero, "00:00:00", Sample.TIME, Sample.SPAN),
                number(usual, shown, Sample.TIME, Sample.SPAN),
                number(end, "24:00:00", Sample.TIME, Sample.SPAN));
    }

    private void stamp(String name, Number early, String earlyShown, Number usual, String shown) {
        String[] groups = {Sample.DATE, Sample.TIME, Sample.STAMP};
        debezium(
                name,
                Schema.Type.INT64,
                number(0L, "1970-01-01T00:00:00", groups),
                number(early, earlyShown, groups),
                number(usual, shown, groups));
    }

    private static Sample span(long count, String shown) {
        return number(count, shown, Sample.SPAN);
    }

    private static Sample year(int year) {
        Sample plain = number(year, Integer.toString(year));
        plain.literals().put(Sample.JSON, quoted(Integer.toString(year)));
        return plain;
    }

    /** A number to numbers, and to all else what its schema says. */
    private static Sample number(Number count, String shown, String... groups) {
        Map<String, String> literals = NumberSamples.counted(new BigDecimal(count.toString()));
        literals.putAll(all(quoted(shown), groups));
        literals.put(Sample.TEXT, quoted(shown));
        literals.put(Sample.JSON, "to_jsonb(" + quoted(shown) + "::text)");
        return new Sample(count, literals);
    }

    private void debeziumData() {
        Schema decimal = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .optional()
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        add(
                DEBEZIUM + "data.VariableScaleDecimal",
                decimal,
                Stream.of("0", "1", "-12.50", "1E+3", "9".repeat(60))
                        .map(BigDecimal::new)
                        .map(number -> NumberSamples.decimal(
                                new Struct(decimal)
                                        .put("scale", number.scale())
                                        .put("value", number.unscaledValue().toByteArray()),
                                number))
                        .toList());
        Schema bits = SchemaBuilder.bytes()
                .name("io.debezium.data.Bits")
                .parameter("length", "9")
                .build();
        add(DEBEZIUM + "data.Bits", bits, List.of(bits(0, 0), bits(1, 0), bits(0x15, 1), bits(0xff, 1)));
    }

    private static Sample bits(int low, int high) {
        int number = high << 8 | low;
        String digits = quoted(("0".repeat(9) + Integer.toBinaryString(number)).replaceAll(".*(.{9})$", "$1"));
        Map<String, String> literals = NumberSamples.counted(BigDecimal.valueOf(number));
        literals.putAll(all(digits, Sample.TEXT, Sample.BITS));
        literals.put("bytea", String.format("'\\x%02x%02x'", low, high));
        return new Sample(new byte[] {(byte) low, (byte) high}, literals);
    }

    private static Map<String, String> all(String literal, String... groups) {
        Map<String, String> literals = new HashMap<>();
        for (String group : groups) {
            literals.put(group, literal);
        }
        literals.computeIfPresent(Sample.JSON, (json, text) -> "to_jsonb(" + text + "::text)");
        boolean isStamp = literals.containsKey(Sample.STAMP) && literals.containsKey(Sample.TIME);
        if (isStamp) {
            literals.put("time", "timestamp " + literal + "::time");
            literals.put("timetz", "timestamptz " + literal + "::timetz");
        }
        return literals;
    }

    private void debezium(String name, Schema.Type type, Sample... samples) {
        add(
                DEBEZIUM + name,
                SchemaBuilder.type(type).name("io.debezium." + name).build(),
                List.of(samples));
    }

    private void add(String name, Schema schema, List<Sample> samples) {
        sources.put(name, new MatrixSource(schema, samples));
    }
}
