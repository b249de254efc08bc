package io.millrace.encode;

/**
 * An array in binary form; see array_recv in PostgreSQL's arrayfuncs.c. Confined to the task thread.
 *
 * <p>int32 number of dimensions, int32 whether there are nulls, int32 OID of the elements' type, then for each dimension
 * int32 length and int32 lower bound, then the elements as fields, row by row. An array without elements has no
 * dimensions. The dimensions are known by the first element, their lengths at the end.
 */
final class BinaryArrayField implements ArrayField {
    private static final int LOWER_BOUND = 1;
    private static final int HAS_NULLS_AT = Integer.BYTES;
    private static final int DIMENSIONS_AT = 3 * Integer.BYTES;
    private static final int DIMENSION_BYTES = 2 * Integer.BYTES;

    private final FieldEncoder encoder;
    private final int elementOid;
    private final ArrayShape shape = new ArrayShape();

    // Of the field being written
    private RowBuffer out;
    private int start;

    BinaryArrayField(FieldEncoder encoder, int elementOid) {
        this.encoder = encoder;
        this.elementOid = elementOid;
    }

    @Override
    public void begin(RowBuffer row) {
        out = row;
        start = row.openField();
        row.putInt(0);
        row.putInt(0);
        row.putInt(elementOid);
        shape.begin();
    }

    @Override
    public void open() {
        shape.open();
    }

    @Override
    public void element(Object value) {
        if (shape.element()) {
            putDimensions();
        }
        if (value == null) {
            out.putInt(RowImage.NULL);
            out.setInt(start + HAS_NULLS_AT, 1);
        } else {
            encoder.encode(value, out);
        }
    }

    private void putDimensions() {
        for (int dimension = 0; dimension < shape.dimensions(); dimension++) {
            out.putInt(0);
            out.putInt(LOWER_BOUND);
        }
    }

    @Override
    public void close() {
        shape.close();
    }

    @Override
    public void end() {
        shape.close();
        out.setInt(start, shape.dimensions());
        for (int dimension = 0; dimension < shape.dimensions(); dimension++) {
            out.setInt(start + DIMENSIONS_AT + dimension * DIMENSION_BYTES, shape.length(dimension));
        }
        out.closeField(start);
    }
}
