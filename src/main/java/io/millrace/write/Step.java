package io.millrace.write;

/**
 * One statement of a flush, with the rows it takes. Immutable.
 *
 * @param stage the temporary table that the rows go through; empty where the method needs none
 */
record Step(RowSelection rows, Method method, String stage) {
    boolean isDelete() {
        return rows.kind() == RowKind.DELETE;
    }
}
