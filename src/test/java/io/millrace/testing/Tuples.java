package io.millrace.testing;

import io.millrace.encode.RowBuffer;
import io.millrace.table.Column;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Writes tuples of COPY BINARY for tests, by PostgreSQL's manual and not by the code under test. Stateless. */
public final class Tuples {
    private static final int NUMERIC_BASE = 10_000;
    private static final int NUMERIC_NEGATIVE = 0x4000;

    private Tuples() {}

    public static void put(RowBuffer out, List<Column> columns, Object... values) {
        out.putShort(columns.size());
        for (int column = 0; column < columns.size(); column++) {
            if (values[column] == null) {
                out.putInt(-1);
                continue;
            }
            int start = out.openField();
            putValue(out, columns.get(column), values[column]);
            out.closeField(start);
        }
    }

    private static void putValue(RowBuffer out, Column column, Object value) {
        switch (column.type().kind()) {
            case BOOL -> out.putByte((Boolean) value ? 1 : 0);
            case INT2 -> out.putShort(((Number) value).shortValue());
            case INT4, DATE -> out.putInt(((Number) value).intValue());
            case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> out.putLong(((Number) value).longValue());
            case FLOAT4 -> out.putInt(Float.floatToIntBits(((Number) value).floatValue()));
            case FLOAT8 -> out.putLong(Double.doubleToLongBits(((Number) value).doubleValue()));
            case NUMERIC -> putNumeric(out, (BigDecimal) value);
            case BYTEA -> out.putBytes((byte[]) value);
            case UUID -> {
                out.putLong(((UUID) value).getMostSignificantBits());
                out.putLong(((UUID) value).getLeastSignificantBits());
            }
            case JSONB -> {
                out.putByte(1);
                putText(out, value);
            }
            case ARRAY -> throw new IllegalArgumentException("arrays have no tuples in tests of writing");
            default -> putText(out, value);
        }
    }

    private static void putText(RowBuffer out, Object value) {
        out.putBytes(((String) value).getBytes(StandardCharsets.UTF_8));
    }

    /** Numbers below 10,000 in size with at most four decimals: one digit before the point, one behind. */
    private static void putNumeric(RowBuffer out, BigDecimal value) {
        BigDecimal size = value.abs();
        out.putShort(2);
        out.putShort(0);
        out.putShort(value.signum() < 0 ? NUMERIC_NEGATIVE : 0);
        out.putShort(value.scale());
        out.putShort(size.intValue());
        out.putShort(size.remainder(BigDecimal.ONE)
                .multiply(BigDecimal.valueOf(NUMERIC_BASE))
                .intValue());
    }
}
