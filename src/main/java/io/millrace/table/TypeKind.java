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
    OID,
    MONEY,
    TEXT,
    VARCHAR,
    BPCHAR,
    NAME,
    CITEXT,
    BYTEA,
    UUID,
    JSON,
    JSONB,
    XML,
    DATE,
    TIME,
    TIMETZ,
    TIMESTAMP,
    TIMESTAMPTZ,
    INTERVAL,
    INET,
    CIDR,
    MACADDR,
    MACADDR8,
    BIT,
    VARBIT,
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

    /** Extensions have no fixed OIDs; those whose binary form we write are known by name. */
    static TypeKind ofExtension(String typname) {
        return typname.equals(CITEXT.typname) ? CITEXT : OTHER;
    }

    boolean hasBinaryArray() {
        return switch (this) {
            case ENUM, CITEXT, ARRAY, HSTORE, OTHER -> false;
            default -> true;
        };
    }

    /** Whether COPY BINARY takes the value as it is, while in an array of rows it can only be a text that is cast. */
    public boolean isTextInArrays() {
        return switch (this) {
            case ENUM, CITEXT, ARRAY -> true;
            default -> false;
        };
    }

    /** Whether an array of it can be written in binary form, by an element's OID that is known once the table is. */
    boolean isElement() {
        return hasBinaryArray() || this == ENUM || this == CITEXT;
    }

    String array() {
        return hasBinaryArray() ? "_" + typname : "_text";
    }

    /** Whether values that PostgreSQL holds equal can be given the same bytes before they are sent. */
    boolean hasCanonicalBytes() {
        return switch (this) {
            // Spellings of one document, or of one caseless text, are too many to be made one here.
            case JSON, JSONB, XML, CITEXT, MONEY, ARRAY, HSTORE, OTHER -> false;
            default -> true;
        };
    }
}
