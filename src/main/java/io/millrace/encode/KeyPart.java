package io.millrace.encode;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Where one column of a row's key comes from in a change. Immutable, used on the task thread. */
@FunctionalInterface
interface KeyPart {
    /** The value, which is null where the record has none. */
    Object read(Change change);

    /** The record's key itself, be it a primitive or, in a map without a schema, one of its entries. */
    record WholeKey(MapEntry entry, boolean alone) implements KeyPart {
        @Override
        public Object read(Change change) {
            Object key = keyOf(change);
            if (key instanceof Map<?, ?> map) {
                return entry.in(map);
            } else if (alone) {
                return key;
            }
            throw new DataException("a key that is one value cannot fill several key columns: name one in pk.fields,"
                    + " or use a converter that gives the key's fields");
        }
    }

    /** A field of the record's key. */
    record KeyField(Field field) implements KeyPart {
        @Override
        public Object read(Change change) {
            return ((Struct) keyOf(change)).get(field);
        }
    }

    /** A field of the row. */
    record ValueField(Field field) implements KeyPart {
        @Override
        public Object read(Change change) {
            return ((Struct) change.image()).get(field);
        }
    }

    /** A field of the row, whose default does not stand for its null. */
    record GivenField(Field field) implements KeyPart {
        @Override
        public Object read(Change change) {
            return ((Struct) change.image()).getWithoutDefault(field.name());
        }
    }

    /** An entry of the row where that is a map. */
    record ValueEntry(MapEntry entry) implements KeyPart {
        @Override
        public Object read(Change change) {
            return entry.in(MapPlan.mapOf(change));
        }
    }

    private static Object keyOf(Change change) {
        Object key = change.record().key();
        if (key == null) {
            throw Refusal.NULL.because("the record has no key, and pk.mode=record_key takes the row's key from it");
        }
        return key;
    }
}
