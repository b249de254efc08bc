package io.millrace.encode;

/**
 * Writes one field of hstore from its pairs as they come: int32 how many, then for each int32 length and bytes of the
 * key and of the value, whose length is -1 where it is null; see hstore_recv in hstore_io.c. Confined to the task thread.
 */
final class HstoreField {
    // Of the field being written
    private RowBuffer out;
    private int start;
    private int pairs;

    void begin(RowBuffer row) {
        out = row;
        start = row.openField();
        row.putInt(0);
        pairs = 0;
    }

    /** The key of a pair, whose value has to be written next, as a field. */
    void key(String key) {
        putText(key);
        pairs++;
    }

    void putText(String text) {
        int from = out.openField();
        Utf8.put(text, out);
        out.closeField(from);
    }

    void putNull() {
        out.putInt(RowImage.NULL);
    }

    void end() {
        out.setInt(start, pairs);
        out.closeField(start);
    }
}
