package io.millrace.table;

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
    OTHER
}
