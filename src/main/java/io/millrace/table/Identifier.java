package io.millrace.table;

/** The one place where a name becomes part of a statement. Stateless. */
public final class Identifier {
    private Identifier() {}

    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** What PostgreSQL makes of the name where it is not quoted: in UTF-8 it lowers the letters A to Z alone. */
    public static String fold(String name) {
        StringBuilder folded = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c - 'A' + 'a'));
            }
        }
        return folded.toString();
    }
}
