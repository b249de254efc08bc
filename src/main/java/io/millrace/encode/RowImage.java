package io.millrace.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the fields of an encoded row, which is one tuple of COPY BINARY: int16 number of fields, then for each an
 * int32 length (-1 for NULL) and as many bytes. A position is that of a field's length. Stateless.
 */
public final class RowImage {
    /** The length of a field that is NULL and has no bytes. */
    public static final int NULL = -1;

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private RowImage() {}

    public static int fieldCount(byte[] array, int rowStart) {
        return shortAt(array, rowStart);
    }

    public static int firstField(int rowStart) {
        return rowStart + Short.BYTES;
    }

    /** The field's length, which is also how many bytes follow it; -1 for NULL. */
    public static int length(byte[] array, int field) {
        return intAt(array, field);
    }

    public static boolean isNull(byte[] array, int field) {
        return length(array, field) == NULL;
    }

    /** Where the field's bytes begin. */
    public static int bytes(int field) {
        return field + Integer.BYTES;
    }

    /** The position of the field after this one, which after the last one is the end of the row. */
    public static int skipField(byte[] array, int field) {
        return field + Integer.BYTES + Math.max(length(array, field), 0);
    }

    /** The position of a field by its index, by walking over those before it. */
    public static int field(byte[] array, int rowStart, int index) {
        int at = firstField(rowStart);
        for (int i = 0; i < index; i++) {
            at = skipField(array, at);
        }
        return at;
    }

    /** Where the row ends and the next one begins. */
    public static int end(byte[] array, int rowStart) {
        return field(array, rowStart, fieldCount(array, rowStart));
    }

    static short shortAt(byte[] array, int at) {
        return (short) SHORTS.get(array, at);
    }

    static int intAt(byte[] array, int at) {
        return (int) INTS.get(array, at);
    }

    static long longAt(byte[] array, int at) {
        return (long) LONGS.get(array, at);
    }
}
