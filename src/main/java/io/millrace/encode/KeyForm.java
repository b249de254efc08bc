package io.millrace.encode;

import io.millrace.table.Column;
import java.util.List;

/** STUB for parallel work. */
public final class KeyForm {
    private final List<Column> key;

    private KeyForm(List<Column> key) {
        this.key = key;
    }

    public static KeyForm of(List<Column> key, boolean nullsEqual) {
        return new KeyForm(key);
    }

    public void append(byte[] row, int rowStart, RowBuffer keys) {
        int at = rowStart + Short.BYTES;
        int end = at;
        for (int field = 0; field < key.size(); field++) {
            end = RowImage.skipField(row, end);
        }
        keys.putBytes(row, at, end - at);
    }

    public boolean isProven() {
        return key.stream().allMatch(column -> column.type().hasBinaryArray());
    }
}
