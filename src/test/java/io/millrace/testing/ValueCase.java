package io.millrace.testing;

import org.apache.kafka.connect.data.Schema;

/**
 * One value on its way into a column.
 *
 * @param type the column's type as DDL writes it
 * @param shown what the server shows for the value cast to text, in the zone UTC
 */
public record ValueCase(String type, Schema schema, Object value, String shown) {
    @Override
    public String toString() {
        String text = value instanceof byte[] bytes ? bytes.length + " bytes" : value.toString();
        String name = schema.name() == null ? schema.type().getName() : schema.name();
        return name.substring(name.lastIndexOf('.') + 1) + " " + text.substring(0, Math.min(text.length(), 40))
                + " into " + type;
    }
}
