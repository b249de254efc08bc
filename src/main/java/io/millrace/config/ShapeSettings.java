package io.millrace.config;

/**
 * How the fields of a value meet the columns of its table.
 *
 * @param storeColumn the column for fields that have none; empty unless they are to be stored
 * @param valueColumn the column for the value as a whole; empty where its fields are written
 * @param schemalessColumn the same for values without a schema alone, in a table that was created for such
 */
public record ShapeSettings(UnknownFields unknown, String storeColumn, String valueColumn, String schemalessColumn) {
    /** Every field needs a column. */
    public static final ShapeSettings STRICT = new ShapeSettings(UnknownFields.FAIL, "", "");

    public ShapeSettings(UnknownFields unknown, String storeColumn, String valueColumn) {
        this(unknown, storeColumn, valueColumn, "");
    }

    public ShapeSettings schemalessInto(String column) {
        return new ShapeSettings(unknown, storeColumn, valueColumn, column);
    }

    public boolean keepsValueWhole() {
        return !valueColumn.isEmpty();
    }
}
