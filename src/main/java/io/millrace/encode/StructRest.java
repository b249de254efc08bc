package io.millrace.encode;

import io.millrace.table.Column;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Those fields of a value that have no column, as one object for the column that stores them. Immutable. */
final class StructRest implements FieldEncoder {
    private final Field[] fields;
    private final Field[] stored;
    private final Schema schema;
    private final FieldEncoder encoder;

    StructRest(List<Field> unknown, Column column, Encoders encoders) {
        SchemaBuilder struct = SchemaBuilder.struct();
        unknown.forEach(field -> struct.field(field.name(), field.schema()));
        this.schema = struct.build();
        this.fields = unknown.toArray(Field[]::new);
        this.stored = schema.fields().toArray(Field[]::new);
        this.encoder = encoders.find(schema, column);
    }

    /** The value is the record's. */
    @Override
    public void encode(Object value, RowBuffer out) {
        Struct rest = new Struct(schema);
        for (int i = 0; i < fields.length; i++) {
            rest.put(stored[i], ((Struct) value).get(fields[i]));
        }
        encoder.encode(rest, out);
    }
}
