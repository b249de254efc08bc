package io.millrace.write;

import io.millrace.encode.RowImage;
import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.Partitions;
import io.millrace.table.Slice;
import io.millrace.table.TypeKind;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The times in one column of a batch's rows, as they were encoded. Lives on a lane's thread. */
final class RowTimes {
    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final int ABSENT = -1;

    private final TableBatch batch;
    private final Column column;
    private ColumnSet lastSet;
    private int lastIndex = ABSENT;

    RowTimes(TableBatch batch, Column column) {
        this.batch = batch;
        this.column = column;
    }

    /** Rows often follow each other in time, so few of them need more than two comparisons. */
    Set<Slice> slices(Partitions partitions) {
        Set<Slice> slices = new HashSet<>();
        long from = 0;
        long to = 0;
        for (int row = 0; row < batch.size(); row++) {
            int field = field(row);
            if (field != ABSENT && !isInfinite(field)) {
                long micros = micros(field);
                if (micros < from || micros >= to) {
                    Slice slice = slice(micros, partitions);
                    slices.add(slice);
                    from = micros(slice);
                    to = micros(slice.plus(1));
                }
            }
        }
        return slices;
    }

    /** The one that holds this row's time; nothing where it has none, or an infinite one. */
    Optional<Slice> slice(int row, Partitions partitions) {
        int field = field(row);
        return field == ABSENT || isInfinite(field) ? Optional.empty() : Optional.of(slice(micros(field), partitions));
    }

    private Slice slice(long micros, Partitions partitions) {
        return partitions.sliceOf(
                EPOCH.atStartOfDay().plus(micros, ChronoUnit.MICROS),
                column.type().kind());
    }

    /** Where the row's time begins in the bytes, behind its length. */
    private int field(int row) {
        if (batch.isDelete(row) || !batch.isLive(row)) {
            return ABSENT;
        }
        if (batch.set(row) != lastSet) {
            lastSet = batch.set(row);
            lastIndex = lastSet.columns().indexOf(column);
        }
        if (lastIndex == ABSENT) {
            return ABSENT;
        }
        int field = RowImage.field(batch.bytes(), batch.start(row), lastIndex);
        return RowImage.isNull(batch.bytes(), field) ? ABSENT : RowImage.bytes(field);
    }

    private boolean isDate() {
        return column.type().kind() == TypeKind.DATE;
    }

    private boolean isInfinite(int at) {
        ByteBuffer bytes = ByteBuffer.wrap(batch.bytes());
        long value = isDate() ? bytes.getInt(at) : bytes.getLong(at);
        return isDate()
                ? value == Integer.MAX_VALUE || value == Integer.MIN_VALUE
                : value == Long.MAX_VALUE || value == Long.MIN_VALUE;
    }

    private long micros(int at) {
        ByteBuffer bytes = ByteBuffer.wrap(batch.bytes());
        return isDate() ? bytes.getInt(at) * ChronoUnit.DAYS.getDuration().toSeconds() * 1_000_000L : bytes.getLong(at);
    }

    private static long micros(Slice slice) {
        return ChronoUnit.MICROS.between(EPOCH.atStartOfDay(), slice.start());
    }
}
