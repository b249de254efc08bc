package io.millrace.encode;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;

/** Makes one map of the maps within it, with joined names. Confined to the task thread. */
final class FlatMap implements FlatView {
    private final FlatNames names;

    FlatMap(FlatNames names) {
        this.names = names;
    }

    @Override
    public Object of(Object value) {
        if (!(value instanceof Map<?, ?> map) || isFlat(map)) {
            return value;
        }
        names.forgetIfMany();
        Map<Object, Object> flat = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() instanceof String name) {
                put(names.outermost(name), entry.getValue(), 1, flat);
            } else {
                flat.put(entry.getKey(), entry.getValue());
            }
        }
        return flat;
    }

    private static boolean isFlat(Map<?, ?> map) {
        for (Object value : map.values()) {
            if (value == null || value instanceof Map) {
                return false;
            }
        }
        return true;
    }

    private void put(FlatNames.Name name, Object value, int depth, Map<Object, Object> flat) {
        if (value instanceof Map<?, ?> nested && !name.staysWhole()) {
            putAll(name, nested, depth, flat);
        } else if (value == null && !name.columnsWithin().isEmpty()) {
            // Where a nested value is null, only the table can tell its fields.
            name.columnsWithin().forEach(column -> putOnce(column, null, flat));
        } else {
            putOnce(name.joined(), value, flat);
        }
    }

    private void putAll(FlatNames.Name above, Map<?, ?> nested, int depth, Map<Object, Object> flat) {
        if (depth == JsonWriter.MAX_DEPTH) {
            throw Refusal.TOO_DEEP.because("nested deeper than " + JsonWriter.MAX_DEPTH + " levels");
        }
        for (Map.Entry<?, ?> entry : nested.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw new DataException("a map with keys that are no strings cannot be flattened");
            }
            put(names.within(above, name), entry.getValue(), depth + 1, flat);
        }
    }

    private static void putOnce(String name, Object value, Map<Object, Object> flat) {
        if (flat.containsKey(name)) {
            throw new DataException("flatten=true makes one field \"" + name + "\" of two: choose another"
                    + " flatten.delimiter, or rename one");
        }
        flat.put(name, value);
    }
}
