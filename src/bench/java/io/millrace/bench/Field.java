package io.millrace.bench;

import java.util.function.LongFunction;
import org.apache.kafka.connect.data.Schema;

/**
 * One field of the benchmark's records: its column, its values, and their bytes in COPY BINARY, which are made here
 * once more so that the floor owes nothing to what it is compared with. Immutable.
 *
 * @param value the value of a row, drawn from the row's number
 */
record Field(String name, String type, Schema schema, LongFunction<Object> value, Encoding encoding) {
    /** Appends a field as COPY BINARY has it: int32 length and the bytes. */
    interface Encoding {
        void append(CopyBytes bytes, Object value);
    }
}
