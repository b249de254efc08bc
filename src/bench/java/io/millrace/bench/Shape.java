package io.millrace.bench;

import java.math.BigDecimal;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/** What the benchmark's records look like: five columns as of a measurement, ten as of an event. Immutable. */
enum Shape {
    FIVE(measurement()),
    TEN(event());

    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long START_MILLIS = 1_780_000_000_000L;
    private static final long POSTGRES_EPOCH_MILLIS = 946_684_800_000L;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz      ";

    private final List<Field> fields;
    private final Schema schema;

    Shape(List<Field> fields) {
        this.fields = fields;
        SchemaBuilder builder = SchemaBuilder.struct();
        builder.field("id", Schema.INT64_SCHEMA);
        fields.forEach(field -> builder.field(field.name(), field.schema()));
        this.schema = builder.build();
    }

    private static List<Field> measurement() {
        return List.of(
                new Field(
                        "at",
                        "timestamptz",
                        Timestamp.SCHEMA,
                        row -> new Date(START_MILLIS + row),
                        (out, value) -> out.int8((((Date) value).getTime() - POSTGRES_EPOCH_MILLIS) * 1000)),
                new Field(
                        "device",
                        "int",
                        Schema.INT32_SCHEMA,
                        row -> (int) (mix(row) >>> 44),
                        (out, value) -> out.int4((Integer) value)),
                new Field(
                        "reading",
                        "double precision",
                        Schema.FLOAT64_SCHEMA,
                        row -> (mix(row) >>> 40) / 100.0,
                        (out, value) -> out.float8((Double) value)),
                new Field(
                        "place",
                        "text",
                        Schema.STRING_SCHEMA,
                        row -> letters(row, 12),
                        (out, value) -> out.text((String) value)));
    }

    private static List<Field> event() {
        List<Field> more = List.of(
                new Field(
                        "price",
                        "numeric(12,2)",
                        Decimal.schema(2),
                        row -> BigDecimal.valueOf(mix(row) >>> 36, 2),
                        (out, value) -> out.numeric((BigDecimal) value)),
                new Field(
                        "session",
                        "uuid",
                        Schema.STRING_SCHEMA,
                        row -> new UUID(mix(row), mix(~row)).toString(),
                        (out, value) -> {
                            UUID uuid = UUID.fromString((String) value);
                            out.uuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
                        }),
                new Field(
                        "valid",
                        "boolean",
                        Schema.BOOLEAN_SCHEMA,
                        row -> mix(row) < 0,
                        (out, value) -> out.bool((Boolean) value)),
                new Field(
                        "agent",
                        "text",
                        Schema.STRING_SCHEMA,
                        row -> letters(row, 40),
                        (out, value) -> out.text((String) value)),
                new Field(
                        "detail",
                        "jsonb",
                        Schema.STRING_SCHEMA,
                        Shape::document,
                        (out, value) -> out.jsonb((String) value)));
        return List.of(measurement(), more).stream().flatMap(List::stream).toList();
    }

    /** About 200 bytes. */
    private static Object document(long row) {
        long mixed = mix(row);
        return "{\"page\": \"/" + letters(row, 24) + "\", \"width\": " + (mixed >>> 52) + ", \"tags\": [\""
                + letters(row + 1, 10) + "\", \"" + letters(row + 2, 10) + "\"], \"user\": {\"name\": \""
                + letters(row + 3, 20) + "\", \"visits\": " + (mixed >>> 56) + "}, \"referrer\": \""
                + letters(row + 4, 36) + "\"}";
    }

    private static String letters(long row, int length) {
        StringBuilder text = new StringBuilder(length);
        long mixed = 0;
        for (int at = 0; at < length; at++) {
            mixed = at % 12 == 0 ? mix(row + at * SEED) : mixed >>> 5;
            text.append(LETTERS.charAt((int) (mixed & 31)));
        }
        return text.toString();
    }

    /** The finisher of SplitMix64: the same for every run, and without a pattern. */
    private static long mix(long row) {
        long mixed = (row + 1) * SEED;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    String title() {
        return columns() + " columns";
    }

    int columns() {
        return fields.size() + 1;
    }

    Schema schema() {
        return schema;
    }

    Struct struct(long id, long row) {
        Struct struct = new Struct(schema).put("id", id);
        fields.forEach(field -> struct.put(field.name(), field.value().apply(row)));
        return struct;
    }

    void append(Struct struct, CopyBytes out) {
        out.beginRow(columns());
        out.int8(struct.getInt64("id"));
        appendRest(struct, out);
    }

    /** All fields but the key. */
    void appendRest(Struct struct, CopyBytes out) {
        for (Field field : fields) {
            field.encoding().append(out, struct.get(field.name()));
        }
    }

    /** The columns as CREATE TABLE has them. */
    String definition() {
        return "id bigint NOT NULL, "
                + fields.stream()
                        .map(field -> field.name() + " " + field.type())
                        .collect(Collectors.joining(", "));
    }

    String names() {
        return "id, " + fields.stream().map(Field::name).collect(Collectors.joining(", "));
    }

    String assignments() {
        return fields.stream()
                .map(field -> field.name() + " = EXCLUDED." + field.name())
                .collect(Collectors.joining(", "));
    }
}
