package io.millrace.write;

import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import org.postgresql.core.Oid;

/**
 * How encoded values of a kind of type travel: the type that carries them, as SQL calls it and by its object
 * identifiers, which are the same on every server.
 */
enum WireType {
    BOOL("bool", Oid.BOOL, Oid.BOOL_ARRAY),
    INT2("int2", Oid.INT2, Oid.INT2_ARRAY),
    INT4("int4", Oid.INT4, Oid.INT4_ARRAY),
    INT8("int8", Oid.INT8, Oid.INT8_ARRAY),
    FLOAT4("float4", Oid.FLOAT4, Oid.FLOAT4_ARRAY),
    FLOAT8("float8", Oid.FLOAT8, Oid.FLOAT8_ARRAY),
    NUMERIC("numeric", Oid.NUMERIC, Oid.NUMERIC_ARRAY),
    TEXT("text", Oid.TEXT, Oid.TEXT_ARRAY),
    VARCHAR("varchar", Oid.VARCHAR, Oid.VARCHAR_ARRAY),
    BPCHAR("bpchar", Oid.BPCHAR, Oid.BPCHAR_ARRAY),
    BYTEA("bytea", Oid.BYTEA, Oid.BYTEA_ARRAY),
    UUID("uuid", Oid.UUID, Oid.UUID_ARRAY),
    JSON("json", Oid.JSON, Oid.JSON_ARRAY),
    JSONB("jsonb", Oid.JSONB, Oid.JSONB_ARRAY),
    DATE("date", Oid.DATE, Oid.DATE_ARRAY),
    TIME("time", Oid.TIME, Oid.TIME_ARRAY),
    TIMESTAMP("timestamp", Oid.TIMESTAMP, Oid.TIMESTAMP_ARRAY),
    TIMESTAMPTZ("timestamptz", Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY);

    private final String sql;
    private final int element;
    private final int array;

    WireType(String sql, int element, int array) {
        this.sql = sql;
        this.element = element;
        this.array = array;
    }

    /** The type that carries values in an array: an enum's labels and other types' texts travel as text. */
    static WireType of(PgType type) {
        return type.hasBinaryArray() ? valueOf(type.kind().name()) : TEXT;
    }

    /** The type of a staging column, as SQL calls it: COPY takes an enum's labels as the enum itself. */
    static String staged(PgType type) {
        return type.kind() == TypeKind.ENUM ? type.name() : of(type).sql();
    }

    String sql() {
        return "pg_catalog." + sql;
    }

    int element() {
        return element;
    }

    int array() {
        return array;
    }

    /** The name under which the driver knows the array type. */
    String arrayName() {
        return "_" + sql;
    }
}
