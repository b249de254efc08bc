package io.millrace.write;

/** What a row asks for. */
public enum RowKind {
    /** To be written as the insert mode says. */
    WRITE,
    /** That the row of its key be deleted. */
    DELETE,
    /** To be written in the place of the row of another key, which it was until now. */
    MOVE,
    /** That all rows of the table be deleted. */
    TRUNCATE;

    /** Whether it touches more than one key, so that no row of its table may be written beside it. */
    public boolean isAlone() {
        return this == MOVE || this == TRUNCATE;
    }
}
