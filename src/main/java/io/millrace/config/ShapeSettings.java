package io.millrace.config;

/**
 * How the fields of a value meet the columns of its table.
 *
 * @param storeColumn the column for fields that have none; empty unless they are to be stored
 * @param valueColumn the column for the value as a whole; empty where its fields are written
 * @param schemalessColumn the same for values without a schema alone, in a table that was created for such
 * @param flatten whether nested fields are fields of the value
 */
public record ShapeSettings(
        UnknownFields unknown,
        String storeColumn,
        String valueColumn,
        String schemalessColumn,
        FlattenSettings flatten) {
    /** Every field needs a column. */
    public static final ShapeSettings STRICT = new ShapeSettings(UnknownFields.FAIL, "", "");

    public ShapeSettings(UnknownFields unknown, String storeColumn, String valueColumn) {
        this(unknown, storeColumn, valueColumn, FlattenSettings.OFF);
    }

    public ShapeSettings(UnknownFields unknown, String storeColumn, String valueColumn, FlattenSettings flatten) {
        this(unknown, storeColumn, valueColumn, "", flatten);
    }

    public ShapeSettings schemalessInto(String column) {
        return new ShapeSettings(unknown, storeColumn, valueColumn, column, flatten);
    }

    public boolean keepsValueWhole() {
        return !valueColumn.isEmpty();
    }
}
