package io.millrace.encode;

import io.millrace.table.Column;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What stands in an event for a value that its source did not have, in each form that it takes: Debezium writes the
 * same words as text, as bytes, as the one element of an array, as the codes of their bytes in an array of numbers, and
 * as the one entry of an hstore or of its JSON; and JsonConverter writes bytes as base64. Immutable.
 */
final class Unavailable {
    private final String text;
    private final String base64;
    private final String json;
    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final byte[][] nested;

    /** The words; where they are empty, no value stands for another. */
    Unavailable(String placeholder) {
        this.text = placeholder;
        this.bytes = placeholder.getBytes(StandardCharsets.UTF_8);
        this.buffer = ByteBuffer.wrap(bytes);
        this.base64 = Base64.getEncoder().encodeToString(bytes);
        this.json = "{\"" + placeholder + "\":\"" + placeholder + "\"}";
        this.nested = new byte[][] {
            Utf8.bytes(json), Utf8.bytes("[\"" + placeholder + "\"]"), Utf8.bytes("[\"" + base64 + "\"]"), codes()
        };
    }

    private byte[] codes() {
        return Utf8.bytes(Arrays.toString(bytes).replace(" ", ""));
    }

    /** Whether there are words that stand for a value. */
    boolean isSought() {
        return !text.isEmpty();
    }

    /** Whether PostgreSQL may store the column's values apart from their row, so that a source may lack them. */
    boolean mayBeIn(Column column) {
        return isSought()
                && switch (column.type().kind()) {
                    case BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, UUID, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, ENUM ->
                        false;
                    default -> true;
                };
    }

    boolean is(Object value) {
        if (value instanceof String string) {
            return isText(string);
        } else if (value instanceof byte[] array) {
            return Arrays.equals(array, bytes);
        } else if (value instanceof ByteBuffer other) {
            return other.equals(buffer);
        } else if (value instanceof List<?> list) {
            return isList(list);
        }
        return value instanceof Map<?, ?> map && map.size() == 1 && text.equals(map.get(text));
    }

    // Strings of other lengths, nearly all, cost no more than a comparison of lengths.
    private boolean isText(String value) {
        int length = value.length();
        boolean mayBe = length == text.length() || length == base64.length() || length == json.length();
        return mayBe && (value.equals(text) || value.equals(base64) || value.equals(json));
    }

    /** Whether the characters of a string in a JSON text are. */
    boolean isText(CharSlice value) {
        int length = value.length();
        boolean mayBe = length == text.length() || length == base64.length() || length == json.length();
        return mayBe && isText(value.toString());
    }

    /** Whether the array or object that begins here in a JSON text is, written without spaces as converters do. */
    boolean isNested(byte[] object, int at) {
        for (byte[] form : nested) {
            int end = at + form.length;
            if (end <= object.length && Arrays.equals(object, at, end, form, 0, form.length)) {
                return true;
            }
        }
        return false;
    }

    private boolean isList(List<?> list) {
        if (list.size() == 1) {
            Object only = list.get(0);
            return !(only instanceof List) && is(only);
        }
        return list.size() == bytes.length && areCodes(list);
    }

    private boolean areCodes(List<?> list) {
        for (int i = 0; i < bytes.length; i++) {
            if (!(list.get(i) instanceof Number code) || code.longValue() != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
