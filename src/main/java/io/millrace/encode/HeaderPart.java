package io.millrace.encode;

import io.millrace.table.Column;
import org.apache.kafka.connect.header.Header;

/**
 * A key column that comes from a header. It hands on the header whole, since every record brings the schema of its
 * headers anew, and then encodes by that schema. Immutable.
 */
final class HeaderPart implements KeyPart, FieldEncoder {
    private final String name;
    private final FieldEncoder[] encoders;

    HeaderPart(String name, Encoders encoders, Column column) {
        this.name = name;
        this.encoders = new FieldEncoder[DateSource.values().length];
        for (DateSource dates : DateSource.values()) {
            this.encoders[dates.ordinal()] = encoders.find(dates, column);
        }
    }

    @Override
    public Object read(Change change) {
        Header header = change.record().headers().lastWithName(name);
        return header == null || header.value() == null ? null : header;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        Header header = (Header) value;
        encoders[DateSource.of(header.schema()).ordinal()].encode(header.value(), out);
    }
}
