package io.millrace.encode;

import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/** What kind of value a record brought, for messages that must not show the value itself. Stateless. */
final class ValueKind {
    private ValueKind() {}

    static String describe(Object value) {
        if (value instanceof String) {
            return "a string";
        } else if (value instanceof Boolean) {
            return "a boolean";
        } else if (value instanceof Number) {
            return "a number";
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            return "a byte string";
        } else if (value instanceof Date) {
            return "a date or time";
        }
        return describeNested(value);
    }

    static boolean isNested(Object value) {
        return value instanceof Struct || value instanceof Map || value instanceof List;
    }

    private static String describeNested(Object value) {
        if (value instanceof Struct) {
            return "a nested struct";
        } else if (value instanceof Map) {
            return "a nested map";
        } else if (value instanceof List) {
            return "an array";
        }
        return "a value of " + value.getClass().getName();
    }
}
