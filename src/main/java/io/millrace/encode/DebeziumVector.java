package io.millrace.encode;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Struct;

/** Vectors in the text form of pgvector's types. Stateless. */
final class DebeziumVector {
    private static final String TYPE = "a vector";

    private DebeziumVector() {}

    /** As vector and halfvec read it. */
    static String text(List<?> elements) {
        StringBuilder text = new StringBuilder("[");
        for (Object element : elements) {
            text.append(text.length() > 1 ? "," : "").append(number(element));
        }
        return text.append(']').toString();
    }

    /** As sparsevec reads it: the elements that are not zero, by their places, and how many there are in all. */
    static String text(Struct vector) {
        Object dimensions = Fields.require(vector, "dimensions", TYPE);
        if (!(Fields.require(vector, "vector", TYPE) instanceof Map<?, ?> elements)) {
            throw Refusal.badForm(TYPE);
        }
        Map<Long, Number> sorted = new TreeMap<>();
        elements.forEach((place, element) -> sorted.put(number(place).longValue(), number(element)));
        StringBuilder text = new StringBuilder("{");
        sorted.forEach((place, element) -> text.append(text.length() > 1 ? "," : "")
                .append(place)
                .append(':')
                .append(element));
        return text.append("}/").append(number(dimensions)).toString();
    }

    private static Number number(Object element) {
        if (element instanceof Number number) {
            return number;
        }
        throw Refusal.badForm(TYPE);
    }
}
