package io.millrace.encode;

import java.util.List;

/** Lists for array columns, lists within them as further dimensions; text is PostgreSQL's literal. Confined to the task thread. */
final class ArrayEncoder implements FieldEncoder {
    private final ArrayField field;
    private final FieldEncoder literals;
    private final String type;
    private final boolean holdsDocuments;

    /** Elements that are documents may be lists themselves, so such arrays have one dimension. */
    ArrayEncoder(ArrayField field, FieldEncoder literals, String type, boolean holdsDocuments) {
        this.field = field;
        this.literals = literals;
        this.type = type;
        this.holdsDocuments = holdsDocuments;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        if (value instanceof List<?> list) {
            field.begin(out);
            putAll(list);
            field.end();
        } else if (value instanceof String) {
            literals.encode(value, out);
        } else {
            throw Refusal.wrongType(value, type);
        }
    }

    private void putAll(List<?> list) {
        for (Object element : list) {
            if (element instanceof List<?> inner && !holdsDocuments) {
                field.open();
                putAll(inner);
                field.close();
            } else {
                field.element(element);
            }
        }
    }
}
