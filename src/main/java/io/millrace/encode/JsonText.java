package io.millrace.encode;

import java.nio.ByteBuffer;
import org.apache.kafka.connect.errors.DataException;

/**
 * The bytes of a JSON text, be it a value, a key, or a part of one: UTF-8 that PostgreSQL takes. One instance shows one
 * text after the other. Confined to the task thread.
 */
final class JsonText {
    private static final int BYTE_ORDER_MARK = 0xEFBBBF;

    private final String name;
    private byte[] array = {};
    private int from;
    private int end;

    /** The name is what messages call it: the value, the key. */
    JsonText(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    static boolean canShow(Object value) {
        return value instanceof String || value instanceof byte[] || value instanceof ByteBuffer;
    }

    /** Whether it is a text whose first character but for white space is a brace. */
    static boolean beginsObject(Object value) {
        return first(value) == '{';
    }

    /** Whether it is a text that is a valid JSON object or array. */
    static boolean isDocument(Object value) {
        int first = first(value);
        if (first != '{' && first != '[') {
            return false;
        }
        try {
            JsonText text = new JsonText("the value").show(value);
            return JsonCheck.isValid(text.array, text.from, text.end);
        } catch (DataException e) {
            return false;
        }
    }

    /** Its first character but for white space; -1 where there is none. */
    private static int first(Object value) {
        int length = length(value);
        int at = 0;
        while (at < length && Character.isWhitespace(unit(value, at))) {
            at++;
        }
        return at < length ? unit(value, at) : -1;
    }

    private static int length(Object value) {
        if (value instanceof String text) {
            return text.length();
        } else if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        return value instanceof ByteBuffer slice ? slice.remaining() : 0;
    }

    private static int unit(Object value, int at) {
        if (value instanceof String text) {
            return text.charAt(at);
        } else if (value instanceof byte[] bytes) {
            return bytes[at];
        }
        return ((ByteBuffer) value).get(((ByteBuffer) value).position() + at);
    }

    /** Takes a String, a byte array or a ByteBuffer, whose position is left as it is. */
    JsonText show(Object value) {
        if (value instanceof String text) {
            byte[] bytes = Utf8.bytes(text);
            return unmarked(bytes, 0, bytes.length);
        } else if (value instanceof byte[] bytes) {
            return checked(bytes, 0, bytes.length);
        } else if (value instanceof ByteBuffer slice) {
            return showSlice(slice);
        }
        throw Refusal.wrongType(value, "JSON");
    }

    /** Shows a part of what another showed. */
    JsonText show(byte[] bytes, int first, int last) {
        array = bytes;
        from = first;
        end = last;
        return this;
    }

    /** Lets go of the value. */
    void clear() {
        array = new byte[0];
        from = 0;
        end = 0;
    }

    private JsonText showSlice(ByteBuffer slice) {
        if (slice.hasArray()) {
            int start = slice.arrayOffset() + slice.position();
            return checked(slice.array(), start, start + slice.remaining());
        }
        byte[] copy = new byte[slice.remaining()];
        slice.get(slice.position(), copy);
        return checked(copy, 0, copy.length);
    }

    private JsonText checked(byte[] bytes, int first, int last) {
        if (!Utf8Check.isValid(bytes, first, last)) {
            throw Refusal.BAD_CHARACTER.because(name + " is not valid UTF-8");
        }
        return unmarked(bytes, first, last);
    }

    private JsonText unmarked(byte[] bytes, int first, int last) {
        boolean isMarked = last - first >= 3
                && ((bytes[first] & 0xFF) << 16 | (bytes[first + 1] & 0xFF) << 8 | bytes[first + 2] & 0xFF)
                        == BYTE_ORDER_MARK;
        return show(bytes, isMarked ? first + 3 : first, last);
    }

    byte[] array() {
        return array;
    }

    int from() {
        return from;
    }

    int end() {
        return end;
    }

    /** Whether there is nothing but white space. */
    boolean isBlank() {
        return firstMark() == end;
    }

    boolean beginsObject() {
        int first = firstMark();
        return first < end && array[first] == '{';
    }

    private int firstMark() {
        int at = from;
        while (at < end && (array[at] == ' ' || array[at] == '\n' || array[at] == '\r' || array[at] == '\t')) {
            at++;
        }
        return at;
    }
}
