package io.millrace.encode;

import io.millrace.table.TypeKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The canonical form of one part of a key, by its kind of type. Stateless. */
enum KeyPartForm {
    /** Bytes of a fixed size that sort as they are: bool, uuid. */
    FIXED {
        @Override
        void append(byte[] row, int at, int length, RowBuffer keys) {
            keys.putBytes(row, at, length);
        }
    },
    /** Signed numbers: with the sign bit flipped, negative ones come first. */
    SIGNED {
        @Override
        void append(byte[] row, int at, int length, RowBuffer keys) {
            if (length == Long.BYTES) {
                keys.putLong((long) LONGS.get(row, at) ^ Long.MIN_VALUE);
            } else if (length == Integer.BYTES) {
                keys.putInt((int) INTS.get(row, at) ^ Integer.MIN_VALUE);
            } else {
                keys.putShort(((row[at] << Byte.SIZE) | (row[at + 1] & 0xFF)) ^ Short.MIN_VALUE);
            }
        }
    },
    FLOAT4 {
        @Override
        void append(byte[] row, int at, int length, RowBuffer keys) {
            // floatToIntBits makes every NaN one; adding 0 makes -0 a 0.
            int bits = Float.floatToIntBits(Float.intBitsToFloat((int) INTS.get(row, at)) + 0f);
            keys.putInt(bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE);
        }
    },
    FLOAT8 {
        @Override
        void append(byte[] row, int at, int length, RowBuffer keys) {
            long bits = Double.doubleToLongBits(Double.longBitsToDouble((long) LONGS.get(row, at)) + 0d);
            keys.putLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
        }
    },
    /** Sign, weight and the digits up to the last that counts; the scale of display does not count. */
    NUMERIC {
        @Override
        void append(byte[] row, int at, int length, RowBuffer keys) {
            int digits = digitsThatCount(row, at);
            // A zero has neither weight nor sign, however it was written.
            keys.putBytes(row, at + NUMERIC_SIGN, Short.BYTES);
            if (digits > 0) {
                keys.putBytes(row, at + NUMERIC_WEIGHT, Short.BYTES);
                keys.putBytes(row, at + NUMERIC_DIGITS, digits * Short.BYTES);
            }
            keys.putInt(digits);
        }

        private int digitsThatCount(byte[] row, int at) {
            int digits = ((row[at] & 0xFF) << Byte.SIZE) | (row[at + 1] & 0xFF);
            int last = at + NUMERIC_DIGITS + digits * Short.BYTES;
            while (digits > 0 && row[last - 1] == 0 && row[last - 2] == 0) {
                digits--;
                last -= Short.BYTES;
            }
            return digits;
        }
    },
    /** Bytes of any number, which end with how many they were. */
    BYTES {
        @Override
        void append(byte[] row, int at, int length, RowBuffer keys) {
            keys.putBytes(row, at, length);
            keys.putInt(length);
        }
    },
    /** char(n): trailing spaces do not count. */
    PADDED {
        @Override
        void append(byte[] row, int at, int length, RowBuffer keys) {
            int counted = length;
            while (counted > 0 && row[at + counted - 1] == ' ') {
                counted--;
            }
            BYTES.append(row, at, counted, keys);
        }
    },
    /** Types whose equality is not known here: their bytes, for want of better. */
    UNPROVEN {
        @Override
        void append(byte[] row, int at, int length, RowBuffer keys) {
            BYTES.append(row, at, length, keys);
        }
    };

    // numeric_send in PostgreSQL's numeric.c: int16 digits, weight, sign, display scale, then the digits to base 10000.
    private static final int NUMERIC_WEIGHT = Short.BYTES;
    private static final int NUMERIC_SIGN = 2 * Short.BYTES;
    private static final int NUMERIC_DIGITS = 4 * Short.BYTES;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    static KeyPartForm of(TypeKind kind) {
        return switch (kind) {
            case BOOL, UUID -> FIXED;
            case INT2, INT4, INT8, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> SIGNED;
            case FLOAT4 -> FLOAT4;
            case FLOAT8 -> FLOAT8;
            case NUMERIC -> NUMERIC;
            case TEXT, VARCHAR, BYTEA, ENUM -> BYTES;
            case BPCHAR -> PADDED;
            case JSON, JSONB, OTHER -> UNPROVEN;
        };
    }

    boolean isProven() {
        return this != UNPROVEN;
    }

    abstract void append(byte[] row, int at, int length, RowBuffer keys);
}
