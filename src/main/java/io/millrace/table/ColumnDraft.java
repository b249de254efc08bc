package io.millrace.table;

/**
 * A column that a record's field asks for. Immutable.
 *
 * @param defaultValue as SQL writes it; empty where the schema has none
 */
public record ColumnDraft(String name, TypeDraft type, boolean nullable, String defaultValue) {
    ColumnDraft required() {
        return new ColumnDraft(name, type, false, defaultValue);
    }

    ColumnDraft of(TypeDraft other) {
        return new ColumnDraft(name, other, nullable, defaultValue);
    }

    boolean hasDefault() {
        return !defaultValue.isEmpty();
    }

    String sql() {
        return Identifier.quote(name);
    }

    /** Its definition, as CREATE TABLE and ADD COLUMN take it. */
    String definition() {
        return sql() + " " + type.sql() + (nullable ? "" : " NOT NULL")
                + (hasDefault() ? " DEFAULT " + defaultValue : "");
    }
}
