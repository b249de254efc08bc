package io.millrace.table;

import java.util.List;

/**
 * A column's type as pg_catalog has it. For a domain the kind and the array are those of its base type, the name is
 * the domain's.
 *
 * @param name the type as SQL writes it, schema-qualified and quoted where it must be, without modifiers
 * @param array the name of the array type whose elements have this type's binary form, such as {@code int8[]}
 * @param labels the labels of an enum, in order; else empty
 * @param bytewise whether equal values always have equal bytes: false for a nondeterministic collation
 */
public record PgType(TypeKind kind, String name, String array, List<String> labels, boolean bytewise) {
    public PgType {
        labels = List.copyOf(labels);
    }

    /** Whether a binary array of this type can be sent; an enum's labels and other types travel as text. */
    public boolean hasBinaryArray() {
        return kind != TypeKind.ENUM && kind != TypeKind.OTHER;
    }
}
