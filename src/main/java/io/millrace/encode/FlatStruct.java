package io.millrace.encode;

import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * A Struct as if the fields of the Structs within it were its own: a view, moved from one record to the next, so that
 * nothing is copied and nothing validated again. Confined to the task thread.
 */
final class FlatStruct extends Struct implements FlatView {
    private final FlatSchema flat;

    // Of the record being encoded
    private Struct source;

    FlatStruct(FlatSchema flat) {
        super(flat.schema());
        this.flat = flat;
    }

    @Override
    public Object of(Object value) {
        if (value instanceof Struct struct) {
            source = struct;
            return this;
        }
        return value;
    }

    /** The field's value or default; null where one of the Structs it is in is null. */
    @Override
    public Object get(Field field) {
        Object value = source;
        for (Field step : flat.path(field)) {
            if (value == null) {
                return null;
            }
            value = ((Struct) value).get(step);
        }
        return value;
    }

    @Override
    public Object get(String name) {
        return get(schema().field(name));
    }

    /** As {@link #get}, but for the field's own default. */
    @Override
    public Object getWithoutDefault(String name) {
        Field[] path = flat.path(schema().field(name));
        Object value = source;
        for (Field step : path) {
            if (value == null) {
                return null;
            }
            boolean isLast = step == path[path.length - 1];
            value = isLast ? ((Struct) value).getWithoutDefault(step.name()) : ((Struct) value).get(step);
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlatStruct view && flat == view.flat && Objects.equals(source, view.source);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(source);
    }
}
