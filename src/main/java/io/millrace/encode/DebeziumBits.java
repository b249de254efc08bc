package io.millrace.encode;

import io.millrace.table.Column;
import io.millrace.table.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/**
 * Bits as Debezium sends them, the last one first and bytes in little-endian order, as a text of zeros and ones.
 * Immutable. How many they are says the column of type bit(n), else the schema; for a varying number of them Debezium
 * keeps the zeros before the first one of no source.
 */
final class DebeziumBits {
    private static final String TYPE = "bit";

    private final int length;

    private DebeziumBits(int length) {
        this.length = length;
    }

    static DebeziumBits of(Schema source, Column column) {
        boolean isFixed = column.type().kind() == TypeKind.BIT && column.modifier() > 0;
        Map<String, String> parameters = source.parameters() == null ? Map.of() : source.parameters();
        String said = parameters.getOrDefault("length", "");
        boolean isSaid = !said.isEmpty() && said.chars().allMatch(Character::isDigit) && said.length() < 10;
        return new DebeziumBits(isFixed ? column.modifier() : isSaid ? Integer.parseInt(said) : 0);
    }

    /** The number whose bits these are. */
    Object number(Object value) {
        return value instanceof Boolean ? value : new BigDecimal(new BigInteger("0" + text(value), 2));
    }

    Object text(Object value) {
        if (value instanceof String || value instanceof Boolean) {
            return value;
        }
        byte[] bytes = Fields.bytes(value, TYPE);
        int used = used(bytes);
        boolean isKnown = length > 0 && length <= bytes.length * Byte.SIZE;
        int count = isKnown || length >= used && length <= Byte.SIZE ? length : used;
        if (used > count) {
            throw Refusal.TOO_LONG.because("has more bits than its schema or column says");
        }
        char[] digits = new char[count];
        for (int i = 0; i < count; i++) {
            digits[count - 1 - i] = isSet(bytes, i) ? '1' : '0';
        }
        return new String(digits);
    }

    private static int used(byte[] bytes) {
        int used = bytes.length * Byte.SIZE;
        while (used > 0 && !isSet(bytes, used - 1)) {
            used--;
        }
        return used;
    }

    private static boolean isSet(byte[] bytes, int bit) {
        int at = bit / Byte.SIZE;
        return at < bytes.length && (bytes[at] >> bit % Byte.SIZE & 1) != 0;
    }
}
