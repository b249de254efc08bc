package io.millrace.encode;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Where one column of a row's key comes from in a record. Immutable, used on the task thread. */
@FunctionalInterface
interface KeyPart {
    /** The value, which is null where the record has none. */
    Object read(SinkRecord record);

    /** The record's key itself, be it a primitive or, in a map without a schema, one of its entries. */
    record WholeKey(MapEntry entry, boolean alone) implements KeyPart {
        @Override
        public Object read(SinkRecord record) {
            Object key = keyOf(record);
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
        public Object read(SinkRecord record) {
            return ((Struct) keyOf(record)).get(field);
        }
    }

    /** A field of the record's value. */
    record ValueField(Field field) implements KeyPart {
        @Override
        public Object read(SinkRecord record) {
            return ((Struct) record.value()).get(field);
        }
    }

    /** An entry of the record's value where that is a map. */
    record ValueEntry(MapEntry entry) implements KeyPart {
        @Override
        public Object read(SinkRecord record) {
            return entry.in(MapPlan.mapOf(record));
        }
    }

    private static Object keyOf(SinkRecord record) {
        Object key = record.key();
        if (key == null) {
            throw Refusal.NULL.because("the record has no key, and pk.mode=record_key takes the row's key from it");
        }
        return key;
    }
}
