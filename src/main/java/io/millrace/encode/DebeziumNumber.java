package io.millrace.encode;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.data.Struct;

/** Numbers that bring their scale along, as a column without one needs. Stateless. */
final class DebeziumNumber {
    private static final String TYPE = "a number with its scale";

    private DebeziumNumber() {}

    static BigDecimal of(Struct struct) {
        Object scale = Fields.require(struct, "scale", TYPE);
        byte[] unscaled = Fields.bytes(Fields.require(struct, "value", TYPE), TYPE);
        if (!(scale instanceof Integer places) || unscaled.length == 0) {
            throw Refusal.badForm(TYPE);
        }
        return new BigDecimal(new BigInteger(unscaled), places);
    }
}
