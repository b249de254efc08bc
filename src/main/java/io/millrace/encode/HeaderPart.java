package io.millrace.encode;

import io.millrace.table.Column;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;

/**
 * A key column that comes from a header. It hands on the header whole, since every record brings the schema of its
 * headers anew, and then encodes by that schema. Confined to the task thread.
 */
final class HeaderPart implements KeyPart, FieldEncoder {
    private final String name;
    private final Encoders encoders;
    private final Column column;

    // Of the header met last: the next one's schema is another object, and says the same.
    private Schema schema;
    private FieldEncoder encoder;

    HeaderPart(String name, Encoders encoders, Column column) {
        this.name = name;
        this.encoders = encoders;
        this.column = column;
    }

    @Override
    public Object read(Change change) {
        Header header = change.record().headers().lastWithName(name);
        return header == null || header.value() == null ? null : header;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        Header header = (Header) value;
        if (encoder == null || !saysTheSame(header.schema())) {
            schema = header.schema();
            encoder = encoders.find(schema, column);
        }
        encoder.encode(header.value(), out);
    }

    private boolean saysTheSame(Schema other) {
        if (schema == null || other == null) {
            return schema == other;
        }
        return Objects.equals(schema.name(), other.name())
                && schema.type() == other.type()
                && Objects.equals(schema.parameters(), other.parameters());
    }
}
