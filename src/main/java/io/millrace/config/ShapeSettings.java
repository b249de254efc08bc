package io.millrace.config;

/**
 * How the fields of a value meet the columns of its table.
 *
 * @param storeColumn the column for fields that have none; empty unless they are to be stored
 * @param valueColumn the column for the value as a whole; empty where its fields are written
 */
public record ShapeSettings(UnknownFields unknown, String storeColumn, String valueColumn) {
    /** Every field needs a column. */
    public static final ShapeSettings STRICT = new ShapeSettings(UnknownFields.FAIL, "", "");

    public boolean keepsValueWhole() {
        return !valueColumn.isEmpty();
    }
}
