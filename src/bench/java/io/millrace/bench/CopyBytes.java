package io.millrace.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Bytes of COPY BINARY (PostgreSQL manual, COPY, Binary Format). Filled before any clock starts, so written for the
 * reader. Confined to the benchmark's thread.
 */
final class CopyBytes {
    private static final int FIRST_BYTES = 1024 * 1024;
    private static final int NUMERIC_BASE = 10_000;
    private static final int DIGITS_A_GROUP = 4;
    private static final int NEGATIVE = 0x4000;

    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BYTES);

    void begin() {
        room().put("PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1));
        room().putInt(0).putInt(0);
    }

    private ByteBuffer room() {
        return room(64);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            byte[] grown = Arrays.copyOf(buffer.array(), buffer.capacity() * 2 + bytes);
            buffer = ByteBuffer.wrap(grown).position(buffer.position());
        }
        return buffer;
    }

    void beginRow(int fields) {
        room().putShort((short) fields);
    }

    void sqlNull() {
        room().putInt(-1);
    }

    void int4(int value) {
        room().putInt(Integer.BYTES).putInt(value);
    }

    void int8(long value) {
        room().putInt(Long.BYTES).putLong(value);
    }

    void float8(double value) {
        room().putInt(Double.BYTES).putDouble(value);
    }

    void bool(boolean value) {
        room().putInt(1).put((byte) (value ? 1 : 0));
    }

    void uuid(long most, long least) {
        room().putInt(2 * Long.BYTES).putLong(most).putLong(least);
    }

    void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        room(bytes.length + Integer.BYTES).putInt(bytes.length).put(bytes);
    }

    /** One byte for the version of the format, and the text. */
    void jsonb(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        room(bytes.length + Integer.BYTES + 1)
                .putInt(bytes.length + 1)
                .put((byte) 1)
                .put(bytes);
    }

    /** Groups of four decimal digits, with the decimal point between two groups. */
    void numeric(BigDecimal value) {
        int after = (value.scale() + DIGITS_A_GROUP - 1) / DIGITS_A_GROUP;
        BigInteger groups = value.abs().setScale(after * DIGITS_A_GROUP).unscaledValue();
        Deque<Integer> digits = new ArrayDeque<>();
        for (; groups.signum() > 0; groups = groups.divide(BigInteger.valueOf(NUMERIC_BASE))) {
            digits.push(groups.mod(BigInteger.valueOf(NUMERIC_BASE)).intValue());
        }
        int weight = digits.size() - after - 1;
        while (!digits.isEmpty() && digits.peekLast() == 0) {
            digits.removeLast();
        }
        room().putInt(Short.BYTES * (4 + digits.size()))
                .putShort((short) digits.size())
                .putShort((short) weight)
                .putShort((short) (value.signum() < 0 ? NEGATIVE : 0))
                .putShort((short) value.scale());
        digits.forEach(digit -> room().putShort(digit.shortValue()));
    }

    void end() {
        room().putShort((short) -1);
    }

    int size() {
        return buffer.position();
    }

    /** Moves what there is to a stream. */
    void drainTo(OutputStream out) throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    byte[] taken() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
