package io.millrace.encode;

/**
 * An encoded hstore as hstore's own text, {@code "a"=>"1","b"=>NULL}: where its binary form cannot be sent, which is in
 * arrays, since an extension's type has another OID in every database. Stateless.
 */
public final class HstoreText {
    private static final byte[] NULL = JsonScalar.ascii("NULL");

    private HstoreText() {}

    /** Appends the text of the field at this position of a row, as a field. */
    public static void put(byte[] row, int field, RowBuffer out) {
        if (RowImage.isNull(row, field)) {
            out.putInt(RowImage.NULL);
            return;
        }
        int start = out.openField();
        int at = RowImage.bytes(field);
        int pairs = RowImage.intAt(row, at);
        at += Integer.BYTES;
        for (int pair = 0; pair < pairs; pair++) {
            if (pair > 0) {
                out.putByte(',');
            }
            quote(row, at, out);
            at = RowImage.skipField(row, at);
            out.putByte('=');
            out.putByte('>');
            quote(row, at, out);
            at = RowImage.skipField(row, at);
        }
        out.closeField(start);
    }

    private static void quote(byte[] row, int word, RowBuffer out) {
        if (RowImage.isNull(row, word)) {
            out.putBytes(NULL);
            return;
        }
        out.putByte('"');
        for (int at = RowImage.bytes(word); at < RowImage.skipField(row, word); at++) {
            if (row[at] == '"' || row[at] == '\\') {
                out.putByte('\\');
            }
            out.putByte(row[at]);
        }
        out.putByte('"');
    }
}
