package io.millrace.write;

import io.millrace.table.Column;
import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import org.postgresql.core.Oid;

/**
 * How a column's values travel as one array: the element type, under a name without modifiers, and its OID. Immutable.
 *
 * <p>OIDs of built-in types never change. A domain travels as its base type; an enum and every type without a binary
 * form of ours travel as text, and the server casts them.
 *
 * @param element the element's type, as SQL and pgjdbc both write it
 */
record ArrayType(String element, int elementOid) {
    static ArrayType of(TypeKind kind) {
        return switch (kind) {
            case BOOL -> new ArrayType("bool", Oid.BOOL);
            case INT2 -> new ArrayType("int2", Oid.INT2);
            case INT4 -> new ArrayType("int4", Oid.INT4);
            case INT8 -> new ArrayType("int8", Oid.INT8);
            case FLOAT4 -> new ArrayType("float4", Oid.FLOAT4);
            case FLOAT8 -> new ArrayType("float8", Oid.FLOAT8);
            case NUMERIC -> new ArrayType("numeric", Oid.NUMERIC);
            case VARCHAR -> new ArrayType("varchar", Oid.VARCHAR);
            // Not "character", which the grammar takes for character(1).
            case BPCHAR -> new ArrayType("bpchar", Oid.BPCHAR);
            case BYTEA -> new ArrayType("bytea", Oid.BYTEA);
            case UUID -> new ArrayType("uuid", Oid.UUID);
            case JSON -> new ArrayType("json", Oid.JSON);
            case JSONB -> new ArrayType("jsonb", Oid.JSONB);
            case DATE -> new ArrayType("date", Oid.DATE);
            case TIME -> new ArrayType("time", Oid.TIME);
            case TIMESTAMP -> new ArrayType("timestamp", Oid.TIMESTAMP);
            case TIMESTAMPTZ -> new ArrayType("timestamptz", Oid.TIMESTAMPTZ);
            case TEXT, ENUM, ARRAY, HSTORE, OTHER -> new ArrayType("text", Oid.TEXT);
        };
    }

    static ArrayType of(Column column) {
        return of(column.type().kind());
    }

    /** How a value of the column travels as an array of its own: that of an array column as what it is. */
    static ArrayType ofValue(Column column) {
        PgType type = column.type();
        return of(type.kind() == TypeKind.ARRAY ? type.element().kind() : type.kind());
    }

    /** The array's type as a cast in SQL names it. */
    String sql() {
        return element + "[]";
    }

    /** The array's type as pgjdbc looks it up. */
    String driverName() {
        return "_" + element;
    }

    /** The type of a staging column: COPY BINARY reads what has a binary form of ours, but no type that travels as text. */
    static String ofStaging(PgType type) {
        return switch (type.kind()) {
            case ENUM, ARRAY, HSTORE -> type.name();
            default -> of(type.kind()).element();
        };
    }
}
