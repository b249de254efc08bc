package io.millrace.encode;

/**
 * Writes one value as a field of COPY BINARY: int32 length, then the bytes of the column's type. Stateless. A value
 * that does not fit is refused with a DataException whose message has the reason and SQLSTATE and never the value,
 * such as {@code out of range for smallint (22003)}.
 *
 * <p>The faces for numbers and text that a parser has read do what {@link #encode} does with the same value as an
 * object; an encoder has its own where it can do without the object.
 */
@FunctionalInterface
public interface FieldEncoder {
    /** The value is never null; a null field is the plan's affair. */
    void encode(Object value, RowBuffer out);

    default void encodeWhole(long value, RowBuffer out) {
        encode(value, out);
    }

    /** A number as JSON writes it, with any number of digits. */
    default void encodeNumber(CharSlice number, RowBuffer out) {
        encode(NumberText.decimal(number), out);
    }

    default void encodeText(CharSlice text, RowBuffer out) {
        encode(text.toString(), out);
    }
}
