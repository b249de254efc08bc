package io.millrace.encode;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;

/**
 * A schema's default as SQL writes it; empty where the schema has none, or none that a column could have. Always a
 * quoted literal, which the server reads as the column's type does. Stateless.
 */
final class DefaultLiteral {
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSS'+00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Its numbers count time since an epoch, which SQL would not read as such. */
    private static final String DEBEZIUM_TIMES = "io.debezium.time.";

    /** Beyond it a year has five digits and a sign. */
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private DefaultLiteral() {}

    static String of(Schema schema) {
        Object value = schema.defaultValue();
        if (value == null) {
            return "";
        }
        boolean isCount = value instanceof Number
                && schema.name() != null
                && schema.name().startsWith(DEBEZIUM_TIMES);
        String text = isCount ? null : text(schema, value);
        boolean canBe = text != null && text.indexOf('\0') < 0;
        return canBe ? "'" + text.replace("'", "''") + "'" : "";
    }

    private static String text(Schema schema, Object value) {
        if (value instanceof String || value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof Number) {
            return value.toString();
        } else if (value instanceof java.util.Date date) {
            return time(schema, date.toInstant());
        } else if (value instanceof byte[] bytes) {
            return hex(ByteBuffer.wrap(bytes));
        }
        return value instanceof ByteBuffer buffer ? hex(buffer.duplicate()) : null;
    }

    private static String time(Schema schema, Instant value) {
        if (value.isBefore(FIRST) || value.isAfter(LAST)) {
            return null;
        } else if (Date.LOGICAL_NAME.equals(schema.name())) {
            return DATE.format(value);
        }
        return Time.LOGICAL_NAME.equals(schema.name()) ? TIME.format(value) : INSTANT.format(value);
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return "\\x" + HexFormat.of().formatHex(copy);
    }
}
