package io.millrace.encode;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes objects of a part of a JSON text, for what cannot be written token by token: Map, List, String, Long,
 * BigDecimal, Boolean and null. Stateless. As deep as the parser allows.
 */
final class JsonObjects {
    // Any integer of fewer characters fits a long.
    private static final int LONG_CHARS = 18;

    private JsonObjects() {}

    /** The value whose first token has just been read. */
    static Object read(JsonToken first, JsonTokens tokens) throws IOException {
        return switch (first) {
            case START_OBJECT -> readMap(tokens);
            case START_ARRAY -> readList(tokens);
            case VALUE_STRING -> tokens.chars().toString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(first, tokens.chars());
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("no JSON value begins with " + first);
        };
    }

    static Map<String, Object> readMap(JsonTokens tokens) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name = tokens.nextName(); name != null; name = tokens.nextName()) {
            map.put(name, read(tokens.nextValue(), tokens));
        }
        return map;
    }

    private static List<Object> readList(JsonTokens tokens) throws IOException {
        List<Object> list = new ArrayList<>();
        JsonToken token = tokens.nextValue();
        while (token != JsonToken.END_ARRAY) {
            list.add(read(token, tokens));
            token = tokens.nextValue();
        }
        return list;
    }

    private static Object number(JsonToken token, CharSlice digits) {
        boolean isLong = token == JsonToken.VALUE_NUMBER_INT && digits.length() <= LONG_CHARS;
        return isLong ? (Object) NumberText.whole(digits) : NumberText.decimal(digits);
    }
}
