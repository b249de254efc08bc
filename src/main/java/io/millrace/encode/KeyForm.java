package io.millrace.encode;

import io.millrace.table.Column;
import java.util.List;

/**
 * The canonical form of a key: bytes that are equal exactly where PostgreSQL holds the keys equal, and that sort
 * roughly as its indexes do. Immutable.
 *
 * <p>Of an encoded row the first fields are the key's. Their own bytes do not serve, since 1.0 and 1.00 are one numeric
 * and two byte strings. So a part is written as: a signed number with its sign bit flipped; a float likewise, with one
 * zero and one NaN; a numeric without the zeros that do not count; char(n) without its padding. What has no fixed size
 * is followed by its length, so that parts cannot run into each other: read from the right, a key has one meaning.
 */
public final class KeyForm {
    private final KeyPartForm[] parts;
    private final boolean nullsEqual;
    private final boolean proven;

    private KeyForm(KeyPartForm[] parts, boolean nullsEqual, boolean proven) {
        this.parts = parts;
        this.nullsEqual = nullsEqual;
        this.proven = proven;
    }

    public static KeyForm of(List<Column> key, boolean nullsEqual) {
        KeyPartForm[] parts = new KeyPartForm[key.size()];
        boolean proven = true;
        for (int at = 0; at < parts.length; at++) {
            parts[at] = KeyPartForm.of(key.get(at).type().kind());
            proven &= key.get(at).type().bytewise() && parts[at].isProven();
        }
        return new KeyForm(parts, nullsEqual, proven);
    }

    /**
     * Whether the form is right: not for types whose equality is not that of any bytes we could make, such as a text
     * of a nondeterministic collation.
     */
    public boolean isProven() {
        return proven;
    }

    /** Appends the form of an encoded row's key. */
    public void append(byte[] row, int rowStart, RowBuffer keys) {
        int field = RowImage.firstField(rowStart);
        for (KeyPartForm part : parts) {
            int length = RowImage.length(row, field);
            if (nullsEqual) {
                keys.putByte(length == RowImage.NULL ? 0 : 1);
            }
            if (length != RowImage.NULL) {
                part.append(row, RowImage.bytes(field), length, keys);
            }
            field = RowImage.skipField(row, field);
        }
    }
}
