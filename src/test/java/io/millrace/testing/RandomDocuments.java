package io.millrace.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Nested values of random shapes, the same for the same seed. Confined to one test. */
public final class RandomDocuments {
    private static final int LEVELS = 5;
    private static final String CHARACTERS = "ab ?\"\\/\t\n\u0001\u007fäß€😀";

    private final Random random;

    public RandomDocuments(long seed) {
        this.random = new Random(seed);
    }

    /** A map, a list or a Struct, of values of any kind. */
    public Object next() {
        return nested(LEVELS);
    }

    private Object nested(int levels) {
        return switch (random.nextInt(3)) {
            case 0 -> map(levels);
            case 1 -> list(levels);
            default -> struct(levels);
        };
    }

    private Map<String, Object> map(int levels) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            map.put(text(8), value(levels));
        }
        return map;
    }

    private List<Object> list(int levels) {
        List<Object> list = new ArrayList<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            list.add(value(levels));
        }
        return list;
    }

    private Struct struct(int levels) {
        Schema inner = SchemaBuilder.struct()
                .optional()
                .field("text", Schema.OPTIONAL_STRING_SCHEMA)
                .field("count", Schema.INT64_SCHEMA)
                .build();
        Schema schema = SchemaBuilder.struct()
                .field("inner", inner)
                .field("real", Schema.FLOAT64_SCHEMA)
                .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .build();
        Struct part = new Struct(inner).put("text", random.nextBoolean() ? null : text(40));
        return new Struct(schema)
                .put("inner", levels == 0 ? null : part.put("count", random.nextLong()))
                .put("real", random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20))
                .put("tags", List.of(text(4), text(60)));
    }

    private Object value(int levels) {
        if (levels > 0 && random.nextInt(3) == 0) {
            return nested(levels - 1);
        }
        return switch (random.nextInt(7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> new BigInteger(200, random).negate();
            case 4 -> new BigDecimal(new BigInteger(100, random), random.nextInt(60) - 20);
            case 5 -> random.nextGaussian();
            default -> text(50);
        };
    }

    private String text(int longest) {
        StringBuilder text = new StringBuilder();
        int[] characters = CHARACTERS.codePoints().toArray();
        for (int left = random.nextInt(longest + 1); left > 0; left--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }

    /** Whether the tree has exactly what the value has, whatever the order of names. */
    public static boolean isSame(JsonNode tree, Object value) {
        if (value == null) {
            return tree.isNull();
        } else if (value instanceof Map<?, ?> map) {
            return tree.isObject() && tree.size() == map.size() && haveSame(tree, map);
        } else if (value instanceof List<?> list) {
            return tree.isArray() && tree.size() == list.size() && haveSame(tree, list);
        } else if (value instanceof Struct struct) {
            return isSame(tree, fieldsOf(struct));
        } else if (value instanceof Number number) {
            return tree.isNumber() && tree.decimalValue().compareTo(new BigDecimal(number.toString())) == 0;
        }
        return value instanceof Boolean ? tree.isBoolean() && value.equals(tree.booleanValue()) : isText(tree, value);
    }

    private static boolean isText(JsonNode tree, Object value) {
        return tree.isTextual() && tree.textValue().equals(value);
    }

    private static boolean haveSame(JsonNode tree, Map<?, ?> map) {
        return map.entrySet().stream()
                .allMatch(entry -> tree.has((String) entry.getKey())
                        && isSame(tree.get((String) entry.getKey()), entry.getValue()));
    }

    private static boolean haveSame(JsonNode tree, List<?> list) {
        for (int at = 0; at < list.size(); at++) {
            if (!isSame(tree.get(at), list.get(at))) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Object> fieldsOf(Struct struct) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : struct.schema().fields()) {
            fields.put(field.name(), struct.get(field));
        }
        return fields;
    }
}
