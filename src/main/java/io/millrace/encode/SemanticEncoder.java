package io.millrace.encode;

import io.millrace.table.Column;
import org.apache.kafka.connect.data.Schema;

/**
 * Values whose schema's name gives them another meaning than their class: made into what that is, and then encoded like
 * any other. Immutable.
 */
final class SemanticEncoder implements FieldEncoder {
    private final SemanticForm form;
    private final FieldEncoder inner;

    private SemanticEncoder(SemanticForm form, FieldEncoder inner) {
        this.form = form;
        this.inner = inner;
    }

    /** The encoder itself where the schema, which may be null, says nothing more. */
    static FieldEncoder around(FieldEncoder inner, Schema source, Column column) {
        SemanticForm form = SemanticForm.find(source, column);
        return form == SemanticForm.AS_IT_IS ? inner : new SemanticEncoder(form, inner);
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        inner.encode(form.of(value), out);
    }
}
