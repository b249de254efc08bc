package io.millrace.table;

/** A column as pg_attribute has it; the modifier is atttypmod, of the base type for a domain, -1 where there is none. */
public record Column(
        int number,
        String name,
        PgType type,
        int modifier,
        boolean nullable,
        boolean hasDefault,
        Generation generation) {
    public boolean isWritable() {
        return generation != Generation.EXPRESSION;
    }

    public String sql() {
        return Identifier.quote(name);
    }
}
