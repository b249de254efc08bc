package io.millrace.table;

import java.util.Locale;

/** The types whose binary form we write; every other type is sent as text and cast by the server. */
public enum TypeKind {
    BOOL,
    INT2,
    INT4,
    INT8,
    FLOAT4,
    FLOAT8,
    NUMERIC,
    TEXT,
    VARCHAR,
    BPCHAR,
    BYTEA,
    UUID,
    JSON,
    JSONB,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMPTZ,
    ENUM,
    /** Of elements that each have a binary form; other arrays are {@link #OTHER}. */
    ARRAY,
    HSTORE,
    OTHER;

    private final String typname = name().toLowerCase(Locale.ROOT);

    /** The kind of a type in the schema pg_catalog; each of ours is called there as it is here. */
    static TypeKind ofBuiltIn(String typname) {
        for (TypeKind kind : values()) {
            if (kind.hasBinaryArray() && kind.typname.equals(typname)) {
                return kind;
            }
        }
        return OTHER;
    }

    boolean hasBinaryArray() {
        return switch (this) {
            case ENUM, ARRAY, HSTORE, OTHER -> false;
            default -> true;
        };
    }

    /** Whether an array of it can be written in binary form, by an element's OID that is known once the table is. */
    boolean isElement() {
        return hasBinaryArray() || this == ENUM;
    }

    String array() {
        return hasBinaryArray() ? "_" + typname : "_text";
    }

    /** Whether values that PostgreSQL holds equal can be given the same bytes before they are sent. */
    boolean hasCanonicalBytes() {
        return switch (this) {
            case JSON, JSONB, ARRAY, HSTORE, OTHER -> false;
            default -> true;
        };
    }
}
