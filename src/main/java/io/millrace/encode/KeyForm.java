package io.millrace.encode;

import io.millrace.table.Column;
import io.millrace.table.TypeKind;
import java.util.List;

/**
 * The key of an encoded row in a form where equal bytes mean equal keys to PostgreSQL, to hash, compare and sort by.
 * Immutable.
 *
 * <p>Every part can be read from its right end, so that keys of several parts never run into each other: it has a
 * fixed size or ends with its length, and where nulls are allowed a byte after it says whether it is there. Numbers
 * and times have their sign bit flipped, so that unsigned bytes sort as a btree would; text sorts by its bytes, which
 * is near enough to write neighbours together.
 */
public final class KeyForm {
    private static final int PRESENT = 1;
    private static final int ABSENT = 0;
    private static final long DAYS_A_MONTH = 30;

    private final TypeKind[] kinds;
    private final boolean nullsEqual;
    private final boolean proven;

    private KeyForm(TypeKind[] kinds, boolean nullsEqual, boolean proven) {
        this.kinds = kinds;
        this.nullsEqual = nullsEqual;
        this.proven = proven;
    }

    public static KeyForm of(List<Column> key, boolean nullsEqual) {
        TypeKind[] kinds = new TypeKind[key.size()];
        boolean proven = true;
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = key.get(i).type().kind();
            proven &= isProven(key.get(i));
        }
        return new KeyForm(kinds, nullsEqual, proven);
    }

    /** Whether different bytes mean different keys; else two forms may be one key to the server. */
    public boolean isProven() {
        return proven;
    }

    /** Appends the form of the key of the row that begins here; the key's fields are the row's first. */
    public void append(byte[] row, int rowStart, RowBuffer keys) {
        int field = RowImage.firstField(rowStart);
        for (TypeKind kind : kinds) {
            int length = RowImage.length(row, field);
            if (length >= 0) {
                appendPart(kind, row, RowImage.bytes(field), length, keys);
            }
            if (nullsEqual) {
                keys.putByte(length >= 0 ? PRESENT : ABSENT);
            }
            field = RowImage.skipField(row, field);
        }
    }

    // Two texts of one json value, or of one inet, are one key to the server and two to us.
    private static boolean isProven(Column column) {
        return switch (column.type().kind()) {
            case JSON, JSONB, XML, MONEY, CITEXT, OTHER -> false;
            default -> column.type().bytewise();
        };
    }

    /** Whether the form of one value sorts by its bytes as PostgreSQL sorts the values. */
    static boolean sortsAsValue(TypeKind kind) {
        return switch (kind) {
            case INT8, INT4, INT2, TIME, TIMESTAMP, TIMESTAMPTZ, DATE, FLOAT8, FLOAT4, NUMERIC, BOOL, UUID -> true;
            default -> false;
        };
    }

    static void appendPart(TypeKind kind, byte[] row, int at, int length, RowBuffer keys) {
        switch (kind) {
            case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> keys.putLong(RowImage.longAt(row, at) ^ Long.MIN_VALUE);
            case INT4, DATE -> keys.putInt(RowImage.intAt(row, at) ^ Integer.MIN_VALUE);
            case INT2 -> keys.putShort(RowImage.shortAt(row, at) ^ Short.MIN_VALUE);
            case FLOAT8 -> keys.putLong(sortable(Double.longBitsToDouble(RowImage.longAt(row, at))));
            case FLOAT4 -> keys.putInt(sortable(Float.intBitsToFloat(RowImage.intAt(row, at))));
            case BOOL, UUID, OID, MACADDR, MACADDR8 -> keys.putBytes(row, at, length);
            case TIMETZ -> appendTimetz(row, at, keys);
            case INTERVAL -> appendInterval(row, at, keys);
            // Their bytes are their equality: family, bits of the network and address; bits and how many.
            case INET, CIDR, BIT, VARBIT -> appendText(row, at, length, keys);
            case NUMERIC -> NumericKey.append(row, at, keys);
            case BPCHAR -> appendText(row, at, trimmed(row, at, length), keys);
            default -> appendText(row, at, length, keys);
        }
    }

    private static void appendText(byte[] row, int at, int length, RowBuffer keys) {
        keys.putBytes(row, at, length);
        keys.putInt(length);
    }

    // date.c, timetz_cmp_internal: by the instant, and then by the zone, so that no two of one instant are equal.
    private static void appendTimetz(byte[] row, int at, RowBuffer keys) {
        long micros = RowImage.longAt(row, at);
        int west = RowImage.intAt(row, at + Long.BYTES);
        keys.putLong(micros + west * PgTime.SECOND_MICROS ^ Long.MIN_VALUE);
        keys.putInt(west ^ Integer.MIN_VALUE);
    }

    // timestamp.c, interval_cmp_value: a month has 30 days and a day 24 hours, summed up in 128 bits.
    private static void appendInterval(byte[] row, int at, RowBuffer keys) {
        long micros = RowImage.longAt(row, at);
        long days = RowImage.intAt(row, at + Long.BYTES)
                + RowImage.intAt(row, at + Long.BYTES + Integer.BYTES) * DAYS_A_MONTH;
        long low = days * PgTime.DAY_MICROS + micros;
        boolean carries = Long.compareUnsigned(low, micros) < 0;
        long high = Math.multiplyHigh(days, PgTime.DAY_MICROS) + (micros >> Long.SIZE - 1) + (carries ? 1 : 0);
        keys.putLong(high ^ Long.MIN_VALUE);
        keys.putLong(low);
    }

    // char(n) is compared without its padding, which the server adds.
    private static int trimmed(byte[] row, int at, int length) {
        int end = length;
        while (end > 0 && row[at + end - 1] == ' ') {
            end--;
        }
        return end;
    }

    // Adding zero turns -0 into 0; the bits of a NaN are made the canonical ones, the greatest, as in PostgreSQL.
    private static long sortable(double number) {
        long bits = Double.doubleToLongBits(number + 0.0);
        return bits ^ (bits >> (Long.SIZE - 1) | Long.MIN_VALUE);
    }

    private static int sortable(float number) {
        int bits = Float.floatToIntBits(number + 0.0f);
        return bits ^ (bits >> (Integer.SIZE - 1) | Integer.MIN_VALUE);
    }
}
