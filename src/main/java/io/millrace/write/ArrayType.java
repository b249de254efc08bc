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
 * @param element the element's type, as pg_type has it
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
            case OID -> new ArrayType("oid", Oid.OID);
            case MONEY -> new ArrayType("money", Oid.MONEY);
            case NAME -> new ArrayType("name", Oid.NAME);
            case XML -> new ArrayType("xml", Oid.XML);
            case TIMETZ -> new ArrayType("timetz", Oid.TIMETZ);
            case INTERVAL -> new ArrayType("interval", Oid.INTERVAL);
            case INET -> new ArrayType("inet", Oid.INET);
            case CIDR -> new ArrayType("cidr", Oid.CIDR);
            case MACADDR -> new ArrayType("macaddr", Oid.MACADDR);
            case MACADDR8 -> new ArrayType("macaddr8", Oid.MACADDR8);
            case BIT -> new ArrayType("bit", Oid.BIT);
            case VARBIT -> new ArrayType("varbit", Oid.VARBIT);
            case TEXT, ENUM, CITEXT, ARRAY, HSTORE, OTHER -> new ArrayType("text", Oid.TEXT);
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
        return sqlName() + "[]";
    }

    /** The array's type as pgjdbc looks it up. */
    String driverName() {
        return "_" + element;
    }

    /** The type of a staging column: COPY BINARY reads what has a binary form of ours, but no type that travels as text. */
    static String ofStaging(PgType type) {
        boolean isItself = type.kind().isTextInArrays() || type.kind() == TypeKind.HSTORE;
        return isItself ? type.name() : of(type.kind()).sqlName();
    }

    /** Unquoted, the grammar takes bit for bit(1), and would cut what is cast to it. */
    private String sqlName() {
        return elementOid == Oid.BIT ? "\"bit\"" : element;
    }
}
