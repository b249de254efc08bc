package io.millrace.write;

/** What a row asks for: to be written as the insert mode says, or to be deleted. */
public enum RowKind {
    WRITE,
    DELETE
}
