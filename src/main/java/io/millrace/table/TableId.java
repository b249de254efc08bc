package io.millrace.table;

/** A table's name. The schema is empty where the search path is to decide. */
public record TableId(String schema, String name) {
    public String sql() {
        return schema.isEmpty() ? Identifier.quote(name) : Identifier.quote(schema) + "." + Identifier.quote(name);
    }

    @Override
    public String toString() {
        return schema.isEmpty() ? name : schema + "." + name;
    }
}
