package io.millrace.encode;

import io.millrace.table.Column;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Those fields of a value that have no column, as one object for the column that stores them. Confined to the task thread. */
final class StructRest implements FieldEncoder {
    private final Field[] fields;
    private final Field[] stored;
    private final Schema schema;
    private final FieldEncoder encoder;
    private final JsonCompleteness completeness;

    StructRest(List<Field> unknown, Column column, Encoders encoders, JsonCompleteness completeness) {
        SchemaBuilder struct = SchemaBuilder.struct();
        unknown.forEach(field -> struct.field(field.name(), field.schema()));
        this.schema = struct.build();
        this.fields = unknown.toArray(Field[]::new);
        this.stored = schema.fields().toArray(Field[]::new);
        this.completeness = completeness;
        this.encoder = encoders.find(schema, column);
    }

    /** The value is the record's. */
    @Override
    public void encode(Object value, RowBuffer out) {
        Struct rest = new Struct(schema);
        for (int i = 0; i < fields.length; i++) {
            Object part = ((Struct) value).get(fields[i]);
            completeness.require(fields[i].name(), part);
            rest.put(stored[i], part);
        }
        encoder.encode(rest, out);
    }
}
