package io.millrace.encode;

import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Takes what must be there out of Debezium's structs, in any version of their schemas. Stateless. */
final class Fields {
    private Fields() {}

    static Object require(Struct struct, String name, String type) {
        Object value = find(struct, name);
        if (value == null) {
            throw Refusal.BAD_FORM.because("the struct of " + type + " has no \"" + name + "\"");
        }
        return value;
    }

    /** Null where there is none. */
    static Object find(Struct struct, String name) {
        Field field = struct.schema().field(name);
        return field == null ? null : struct.get(field);
    }

    static byte[] bytes(Object value, String type) {
        boolean isBytes = value instanceof byte[] || value instanceof ByteBuffer;
        if (isBytes) {
            return TextForm.bytes(value);
        }
        throw Refusal.wrongType(value, type);
    }
}
