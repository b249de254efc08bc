package io.millrace.encode;

import io.millrace.table.PgType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Labels of an enum, checked against those the type has. Immutable. */
final class EnumEncoder implements FieldEncoder {
    private final String type;
    private final Map<String, byte[]> labels = new HashMap<>();

    EnumEncoder(PgType type) {
        this.type = type.name();
        for (String label : type.labels()) {
            labels.put(label, label.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        if (!(value instanceof String text)) {
            throw Refusal.wrongType(value, type);
        }
        byte[] label = labels.get(text);
        if (label == null) {
            throw unknown(text);
        }
        out.putInt(label.length);
        out.putBytes(label);
    }

    private RuntimeException unknown(String text) {
        if (text.indexOf(0) >= 0) {
            return Refusal.nullCharacter();
        }
        return Refusal.BAD_FORM.because("not a label of the enum " + type);
    }
}
