package io.millrace.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Timestamp;

/** The fields that shapes are made of, and their values: the same in every run, and without a pattern. Stateless. */
final class Fields {
    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long START_MILLIS = 1_780_000_000_000L;
    private static final long POSTGRES_EPOCH_MILLIS = 946_684_800_000L;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz      ";
    private static final int GROUPS = 7;

    private Fields() {}

    /** Four fields; with the key, a measurement. */
    static List<Field> measurement() {
        return measurement("", 0);
    }

    private static List<Field> measurement(String suffix, long salt) {
        return List.of(
                new Field(
                        "at" + suffix,
                        "timestamptz",
                        Timestamp.SCHEMA,
                        // Whole seconds: the peer's arrays lose what is below, and are its fastest way.
                        row -> new Date(START_MILLIS + row * 1000),
                        (out, value) -> out.int8((((Date) value).getTime() - POSTGRES_EPOCH_MILLIS) * 1000)),
                new Field(
                        "device" + suffix,
                        "int",
                        Schema.INT32_SCHEMA,
                        row -> device(row + salt),
                        (out, value) -> out.int4((Integer) value)),
                new Field(
                        "reading" + suffix,
                        "double precision",
                        Schema.FLOAT64_SCHEMA,
                        row -> (mix(row + salt) >>> 40) / 100.0,
                        (out, value) -> out.float8((Double) value)),
                new Field(
                        "place" + suffix,
                        "text",
                        Schema.STRING_SCHEMA,
                        row -> letters(row + salt, 12),
                        (out, value) -> out.text((String) value)));
    }

    /** The measurement and five fields more; with the key, an event. Its detail is a document, in a column of this type. */
    static List<Field> event(String detailType) {
        List<Field> fields = new ArrayList<>(measurement());
        fields.add(new Field(
                "price",
                "numeric(12,2)",
                Decimal.schema(2),
                row -> BigDecimal.valueOf(mix(row) >>> 36, 2),
                (out, value) -> out.numeric((BigDecimal) value)));
        fields.add(new Field(
                "session",
                "uuid",
                Schema.STRING_SCHEMA,
                row -> new UUID(mix(row), mix(~row)).toString(),
                (out, value) -> {
                    UUID uuid = UUID.fromString((String) value);
                    out.uuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
                }));
        fields.add(valid());
        fields.add(new Field(
                "agent",
                "text",
                Schema.STRING_SCHEMA,
                row -> letters(row, 40),
                (out, value) -> out.text((String) value)));
        fields.add(document("detail", detailType, 1));
        return fields;
    }

    /** The measurement seven times over and a flag; with the key, thirty columns. */
    static List<Field> wide() {
        List<Field> fields = new ArrayList<>(measurement());
        for (int group = 1; group < GROUPS; group++) {
            fields.addAll(measurement("_" + group, group * SEED));
        }
        fields.add(valid());
        return fields;
    }

    /** The device and one document of so many times 200 bytes. */
    static List<Field> documents(int parts) {
        return List.of(measurement().get(1), document("document", "jsonb", parts));
    }

    private static Field valid() {
        return new Field(
                "valid",
                "boolean",
                Schema.BOOLEAN_SCHEMA,
                row -> mix(row) < 0,
                (out, value) -> out.bool((Boolean) value));
    }

    private static Field document(String name, String type, int parts) {
        return new Field(name, type, Schema.STRING_SCHEMA, row -> document(row, parts), (out, value) -> {
            if (type.equals("jsonb")) {
                out.jsonb((String) value);
            } else {
                out.text((String) value);
            }
        });
    }

    private static String document(long row, int parts) {
        if (parts == 1) {
            return page(row);
        }
        StringBuilder pages = new StringBuilder("{\"pages\": [");
        for (int part = 0; part < parts; part++) {
            pages.append(part == 0 ? "" : ", ").append(page(row + part * SEED));
        }
        return pages.append("]}").toString();
    }

    /** About 200 bytes. */
    private static String page(long row) {
        long mixed = mix(row);
        return "{\"page\": \"/" + letters(row, 24) + "\", \"width\": " + (mixed >>> 52) + ", \"tags\": [\""
                + letters(row + 1, 10) + "\", \"" + letters(row + 2, 10) + "\"], \"user\": {\"name\": \""
                + letters(row + 3, 20) + "\", \"visits\": " + (mixed >>> 56) + "}, \"referrer\": \""
                + letters(row + 4, 36) + "\"}";
    }

    /** What the device of a row is, which every shape has: its sum tells which rows a table ended up with. */
    static int device(long row) {
        return (int) (mix(row) >>> 44);
    }

    static String letters(long row, int length) {
        StringBuilder text = new StringBuilder(length);
        long mixed = 0;
        for (int at = 0; at < length; at++) {
            mixed = at % 12 == 0 ? mix(row + at * SEED) : mixed >>> 5;
            text.append(LETTERS.charAt((int) (mixed & 31)));
        }
        return text.toString();
    }

    /** The finisher of SplitMix64. */
    static long mix(long row) {
        long mixed = (row + 1) * SEED;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
