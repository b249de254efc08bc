package io.millrace.encode;

/**
 * Writes one value as a field of COPY BINARY: int32 length, then the bytes of the column's type. Stateless. A value
 * that does not fit is refused with a DataException whose message has the reason and SQLSTATE and never the value,
 * such as {@code out of range for smallint (22003)}.
 */
@FunctionalInterface
public interface FieldEncoder {
    /** The value is never null; a null field is the plan's affair. */
    void encode(Object value, RowBuffer out);
}
