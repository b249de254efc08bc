package io.millrace.write;

import io.millrace.encode.RowImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows whose keys have their null parts in the same places. Only an index with NULLS NOT DISTINCT takes such keys.
 * Lives on a lane's thread.
 *
 * @param mask a bit for each null part of the key; PostgreSQL's indexes have at most 32 columns
 */
record NullKeys(long mask, RowSelection rows) {
    static final long NONE = 0;
    private static final int NULL_LENGTH = -1;

    static boolean isNull(long mask, int part) {
        return (mask >>> part & 1) != 0;
    }

    /** The rows by their null parts; in the order they have, where that matters. */
    static List<NullKeys> split(RowSelection rows) {
        List<Group> groups = new ArrayList<>();
        for (int position = 0; position < rows.count(); position++) {
            find(groups, mask(rows, position), rows).add(rows.row(position));
        }
        List<NullKeys> parts = new ArrayList<>(groups.size());
        groups.forEach(group -> parts.add(new NullKeys(group.mask, rows.of(group.numbers, group.count))));
        return parts;
    }

    private static Group find(List<Group> groups, long mask, RowSelection rows) {
        for (int at = groups.size() - 1; at >= 0; at--) {
            if (groups.get(at).mask == mask) {
                return groups.get(at);
            }
            if (!rows.batch().mayReorder()) {
                break;
            }
        }
        groups.add(new Group(mask, rows.count()));
        return groups.get(groups.size() - 1);
    }

    static long mask(RowSelection rows, int position) {
        ByteBuffer bytes = ByteBuffer.wrap(rows.bytes());
        int at = rows.start(position) + Short.BYTES;
        long mask = NONE;
        for (int part = 0; part < rows.set().keyCount(); part++) {
            if (bytes.getInt(at) == NULL_LENGTH) {
                mask |= 1L << part;
            }
            at = RowImage.skipField(rows.bytes(), at);
        }
        return mask;
    }

    private static final class Group {
        private final long mask;
        private final int[] numbers;
        private int count;

        Group(long mask, int capacity) {
            this.mask = mask;
            this.numbers = new int[capacity];
        }

        void add(int row) {
            numbers[count++] = row;
        }
    }
}
