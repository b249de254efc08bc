package io.millrace.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing array of bytes in network order. Confined to whoever owns it. */
public final class RowBuffer {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] array;
    private int size;

    public RowBuffer(int capacity) {
        this.array = new byte[capacity];
    }

    /** The bytes; those from {@link #size()} on mean nothing, and the array changes as the buffer grows. */
    public byte[] array() {
        return array;
    }

    public int size() {
        return size;
    }

    public int capacity() {
        return array.length;
    }

    public void clear() {
        size = 0;
    }

    /** Forgets what was written from this position on. */
    public void cutTo(int position) {
        size = position;
    }

    public void putByte(int value) {
        ensure(1);
        array[size++] = (byte) value;
    }

    public void putShort(int value) {
        ensure(Short.BYTES);
        SHORTS.set(array, size, (short) value);
        size += Short.BYTES;
    }

    public void putInt(int value) {
        ensure(Integer.BYTES);
        INTS.set(array, size, value);
        size += Integer.BYTES;
    }

    public void putLong(long value) {
        ensure(Long.BYTES);
        LONGS.set(array, size, value);
        size += Long.BYTES;
    }

    public void putBytes(byte[] source, int from, int length) {
        ensure(length);
        System.arraycopy(source, from, array, size, length);
        size += length;
    }

    public void putBytes(byte[] source) {
        putBytes(source, 0, source.length);
    }

    /** Leaves room for the length of a field that follows, and says where; see {@link #closeField}. */
    public int openField() {
        putInt(0);
        return size;
    }

    /** Writes the length of the field whose bytes began at this position and end here. */
    public void closeField(int start) {
        INTS.set(array, start - Integer.BYTES, size - start);
    }

    public void setShort(int position, int value) {
        SHORTS.set(array, position, (short) value);
    }

    public void setInt(int position, int value) {
        INTS.set(array, position, value);
    }

    /** Empties it and lets go of what it holds above this capacity. */
    public void shrinkTo(int capacity) {
        array = new byte[capacity];
        size = 0;
    }

    public int intAt(int position) {
        return (int) INTS.get(array, position);
    }

    public long longAt(int position) {
        return (long) LONGS.get(array, position);
    }

    /** Makes room for this many more bytes, so that a caller may write into {@link #array()} and then {@link #advance}. */
    public void ensure(int more) {
        if (array.length - size < more) {
            long wanted = Math.max((long) size + more, Math.min((long) array.length * 2, Integer.MAX_VALUE - 16));
            array = Arrays.copyOf(array, Math.toIntExact(wanted));
        }
    }

    public void advance(int written) {
        size += written;
    }
}
