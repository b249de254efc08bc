package io.millrace.table;

/** The one place where a name becomes part of a statement. */
public final class Identifier {
    private Identifier() {}

    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
