package io.millrace.table;

import java.util.List;

/**
 * A column's type as pg_catalog has it. For a domain the kind, the array and the labels are those of its base type,
 * the name is the domain's. Immutable.
 *
 * @param name the type as SQL writes it, without modifiers; with its schema and quoted, unless it is PostgreSQL's own
 * @param array the array type that carries encoded values of this type, as SQL and the driver know it: {@code _int8};
 *     {@code _text} for an enum and for types sent as text
 * @param labels the labels of an enum, in order; else empty
 * @param bytewise whether equal values can be given equal bytes: not under a nondeterministic collation, for json, or
 *     for types sent as text
 * @param element what an array's elements are, also where the array is sent as text; else {@link ElementType#NONE}
 */
public record PgType(
        TypeKind kind, String name, String array, List<String> labels, boolean bytewise, ElementType element) {
    public PgType {
        labels = List.copyOf(labels);
    }

    public PgType(TypeKind kind, String name, String array, List<String> labels, boolean bytewise) {
        this(kind, name, array, labels, bytewise, ElementType.NONE);
    }

    public boolean isArray() {
        return element.exists();
    }

    /** Whether a binary array of this type can be sent; an enum's labels and other types travel as text. */
    public boolean hasBinaryArray() {
        return kind.hasBinaryArray();
    }
}
