package io.millrace.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/** One transaction of the floor: the rows that are written, encoded, and the keys of those that are deleted. */
record FloorBatch(byte[] copy, Long[] deletes) {
    /** From here on a larger transaction gains a floor little. */
    static final int ROWS = 10_000;

    /** The newest value of each key; null where the row is deleted. */
    static FloorBatch of(Shape shape, Map<Object, Object> newest) {
        CopyBytes bytes = new CopyBytes();
        bytes.begin();
        List<Long> deletes = new ArrayList<>();
        newest.forEach((key, value) -> {
            if (value == null) {
                deletes.add((Long) key);
            } else {
                shape.append((Struct) value, bytes);
            }
        });
        bytes.end();
        return new FloorBatch(bytes.taken(), deletes.toArray(Long[]::new));
    }
}
