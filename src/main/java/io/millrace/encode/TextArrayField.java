package io.millrace.encode;

/**
 * An array as PostgreSQL's literal, which the server casts: for elements without a binary form of ours. Every element is
 * quoted, so that none is taken for NULL (PostgreSQL manual, Array Input and Output Syntax). Confined to the task thread.
 */
final class TextArrayField implements ArrayField {
    private static final byte[] NULL = JsonScalar.ascii("NULL");
    private static final int USUAL_BYTES = 64;

    private final FieldEncoder encoder;
    private final char delimiter;
    private final ArrayShape shape = new ArrayShape();
    private final RowBuffer element = new RowBuffer(USUAL_BYTES);

    // Of the field being written
    private RowBuffer out;
    private int start;

    /** The encoder writes an element's text form. */
    TextArrayField(FieldEncoder encoder, char delimiter) {
        this.encoder = encoder;
        this.delimiter = delimiter;
    }

    @Override
    public void begin(RowBuffer row) {
        out = row;
        start = row.openField();
        shape.begin();
        row.putByte('{');
    }

    @Override
    public void open() {
        part();
        shape.open();
        out.putByte('{');
    }

    @Override
    public void element(Object value) {
        part();
        shape.element();
        if (value == null) {
            out.putBytes(NULL);
        } else {
            quote(value);
        }
    }

    private void part() {
        if (shape.isInside()) {
            out.putByte(delimiter);
        }
    }

    private void quote(Object value) {
        element.clear();
        encoder.encode(value, element);
        byte[] text = element.array();
        out.putByte('"');
        for (int at = Integer.BYTES; at < element.size(); at++) {
            if (text[at] == '"' || text[at] == '\\') {
                out.putByte('\\');
            }
            out.putByte(text[at]);
        }
        out.putByte('"');
    }

    @Override
    public void close() {
        shape.close();
        out.putByte('}');
    }

    @Override
    public void end() {
        close();
        if (shape.dimensions() == 0) {
            // Older servers know no empty lists within lists.
            out.cutTo(start);
            out.putByte('{');
            out.putByte('}');
        }
        out.closeField(start);
    }
}
