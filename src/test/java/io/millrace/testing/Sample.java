package io.millrace.testing;

import java.util.Map;

/**
 * A value of some type of Connect's, and the expressions of SQL that mean the same, by the group of types that the value
 * goes into. Where there is none, neither PostgreSQL nor we can make such a value.
 */
public record Sample(Object value, Map<String, String> literals) {
    static final String WHOLE = "whole";
    static final String NUMBER = "number";
    static final String TEXT = "text";
    static final String JSON = "json";
    static final String DATE = "date";
    static final String TIME = "time";
    static final String STAMP = "timestamp";
    static final String SPAN = "interval";
    static final String BYTES = "bytes";
    static final String BITS = "bits";

    private static final int NAME_CHARACTERS = 63;

    /** An error to PostgreSQL. */
    private static final String IMPOSSIBLE = "1/0";

    /** What PostgreSQL is asked for a column of this type. */
    public String literal(String target) {
        String literal = literals.getOrDefault(target, literals.getOrDefault(group(target), IMPOSSIBLE));
        if (target.equals("other")) {
            return "((" + literal + ")::text)::note";
        }
        boolean isCut = target.equals("name") && literal.length() > NAME_CHARACTERS + 2 && literal.startsWith("'");
        return isCut ? IMPOSSIBLE : literal;
    }

    private static String group(String target) {
        return switch (target) {
            case "boolean", "smallint", "integer", "bigint", "oid" -> WHOLE;
            case "real", "double precision", "numeric" -> NUMBER;
            case "json", "jsonb" -> JSON;
            case "date" -> DATE;
            case "time", "timetz" -> TIME;
            case "timestamp", "timestamptz" -> STAMP;
            case "interval" -> SPAN;
            case "bytea", "uuid", "macaddr", "macaddr8" -> BYTES;
            case "bit", "varbit" -> BITS;
            default -> TEXT;
        };
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public String toString() {
        String text = literals.toString();
        return text.substring(0, Math.min(text.length(), 80));
    }
}
