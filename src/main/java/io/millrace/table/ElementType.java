package io.millrace.table;

import java.util.List;

/**
 * What the elements of an array type are. For a domain the kind and the labels are those of its base type. Immutable.
 *
 * @param name as SQL writes the type, like that of {@link PgType}
 * @param oid what the array's binary form has to say of its elements: a domain's own
 * @param modifier of the column, or of the domain that the elements are of
 * @param delimiter what parts the elements in the array's text
 */
public record ElementType(TypeKind kind, String name, List<String> labels, int oid, int modifier, char delimiter) {
    /** Of every type that is no array. */
    public static final ElementType NONE = new ElementType(TypeKind.OTHER, "", List.of(), 0, -1, ',');

    public ElementType {
        labels = List.copyOf(labels);
    }

    public boolean exists() {
        return oid != 0;
    }

    /** A column that would hold one element of this array column. */
    public Column columnOf(Column array) {
        PgType type = new PgType(kind, name, kind.array(), labels, false);
        return new Column(array.number(), array.name(), type, modifier, true, false, Generation.NONE);
    }
}
