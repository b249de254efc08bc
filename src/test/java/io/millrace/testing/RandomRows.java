package io.millrace.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/** Texts of JSON objects whose fields are of the types of one table, in any order and any notation. One test's own. */
public final class RandomRows {
    /** What the objects are for; the key is given with each. */
    public static final String TABLE = "(id bigint PRIMARY KEY, i2 int2, i4 int4, i8 int8, f4 float4, f8 float8,"
            + " n numeric, price numeric(12, 2), t text, v varchar(12), b bool, u uuid, d date, ts timestamp,"
            + " tz timestamptz, doc jsonb, numbers int[], words text[])";

    private static final List<String> WORDS =
            List.of("", "a", "größer", "\\\"q\\\" \\\\ \\/", "😀 \\ud83d\\ude00", "\\u00e9\\n\\t");

    private final Random random;
    private final List<Field> fields = List.of(
            new Field("i2", it -> it.whole(Short.MAX_VALUE)),
            new Field("i4", it -> it.whole(Integer.MAX_VALUE)),
            new Field("i8", it -> Long.toString(it.random.nextLong())),
            new Field("f4", it -> Float.toString(it.random.nextFloat() * 1e6f)),
            new Field("f8", it -> it.real()),
            new Field("n", RandomRows::decimal),
            new Field(
                    "price",
                    it -> new BigDecimal(it.random.nextInt(1_000_000_000)).movePointLeft(it.random.nextInt(5)) + ""),
            new Field("t", it -> it.random.nextInt(4) == 0 ? it.decimal() : it.string()),
            new Field("v", it -> "\"" + "x".repeat(it.random.nextInt(12)) + "   ".repeat(it.random.nextInt(2)) + "\""),
            new Field("b", it -> it.random.nextBoolean() + ""),
            new Field("u", it -> "\"" + new UUID(it.random.nextLong(), it.random.nextLong()) + "\""),
            new Field("d", it -> "\"" + it.date() + "\""),
            new Field("ts", it -> "\"" + it.date() + "T" + it.time() + "\""),
            new Field(
                    "tz", it -> "\"" + it.date() + " " + it.time() + (it.random.nextBoolean() ? "Z" : "+05:30") + "\""),
            new Field("doc", it -> it.document(3)),
            new Field("numbers", it -> it.list(() -> it.random.nextInt(5) == 0 ? "null" : it.whole(1000))),
            new Field("words", it -> it.list(it::string)));

    public RandomRows(long seed) {
        this.random = new Random(seed);
    }

    private record Field(String name, Function<RandomRows, String> value) {}

    public String next(long id) {
        List<String> members = new ArrayList<>(List.of(member("id", Long.toString(id))));
        for (Field field : fields) {
            if (random.nextInt(5) > 0) {
                boolean isNull = random.nextInt(10) == 0;
                members.add(member(field.name, isNull ? "null" : field.value.apply(this)));
            }
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(members, random);
        }
        return space() + "{" + String.join("," + space(), members) + "}" + space();
    }

    private String member(String name, String value) {
        return "\"" + name + "\"" + space() + ":" + space() + value;
    }

    private String space() {
        return random.nextInt(4) == 0 ? " \n\t".substring(random.nextInt(3)) : "";
    }

    private String whole(int bound) {
        return Integer.toString(random.nextInt(bound) - random.nextInt(bound));
    }

    private String real() {
        return switch (random.nextInt(3)) {
            case 0 -> Double.toString(random.nextGaussian());
            case 1 ->
                new BigDecimal(random.nextInt())
                        .movePointLeft(random.nextInt(8))
                        .toPlainString();
            default -> random.nextInt(100) + "e" + (random.nextInt(200) - 100);
        };
    }

    private String decimal() {
        String digits = new BigInteger(random.nextInt(200) + 1, random).toString();
        return switch (random.nextInt(3)) {
            case 0 -> (random.nextBoolean() ? "-" : "") + digits;
            case 1 -> digits + "." + "0".repeat(random.nextInt(5)) + random.nextInt(1_000_000);
            default ->
                digits + "." + random.nextInt(1000) + "E" + (random.nextBoolean() ? "-" : "+") + random.nextInt(40);
        };
    }

    private String string() {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.append('"').toString();
    }

    private String date() {
        return String.format(
                "%04d-%02d-%02d", 1 + random.nextInt(9999), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private String time() {
        String time = String.format("%02d:%02d:%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60));
        return random.nextBoolean() ? time : time + "." + String.format("%06d", random.nextInt(1_000_000));
    }

    private String list(java.util.function.Supplier<String> element) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(element.get());
        }
        return "[" + String.join(space() + ",", elements) + "]";
    }

    private String document(int depth) {
        int kind = random.nextInt(depth == 0 ? 3 : 5);
        return switch (kind) {
            case 0 -> decimal();
            case 1 -> random.nextBoolean() + "";
            case 2 -> "{}";
            case 3 -> list(() -> document(depth - 1));
            default -> "{" + member("a", document(depth - 1)) + "," + member("b", string()) + "}";
        };
    }
}
