package io.millrace.table;

/** What a table lacks to take all records of a schema. Immutable. */
public sealed interface Difference {
    /** In words for an operator. */
    String describe();

    /** The action of ALTER TABLE that ends it. */
    String action();

    /** A field has no column. */
    record NoColumn(ColumnDraft column) implements Difference {
        @Override
        public String describe() {
            return "no column " + column.sql() + " (" + column.type().sql() + ")";
        }

        /** Rows that are there need a value: without a default it is null, whatever new records bring. */
        @Override
        public String action() {
            boolean nullable = column.nullable() || !column.hasDefault();
            return "ADD COLUMN IF NOT EXISTS "
                    + new ColumnDraft(column.name(), column.type(), nullable, column.defaultValue()).definition();
        }
    }

    /** A column's type does not take all values of its field. */
    record Narrow(Column column, String wider) implements Difference {
        @Override
        public String describe() {
            return "column " + column.sql() + " (" + column.type().name() + ") is narrower than " + wider;
        }

        @Override
        public String action() {
            return "ALTER COLUMN " + column.sql() + " TYPE " + wider;
        }
    }

    /** A column is NOT NULL without a default, and records may lack a value for it. */
    record Required(Column column) implements Difference {
        @Override
        public String describe() {
            return "column " + column.sql() + " is NOT NULL, and records may have no value for it";
        }

        @Override
        public String action() {
            return "ALTER COLUMN " + column.sql() + " DROP NOT NULL";
        }
    }
}
