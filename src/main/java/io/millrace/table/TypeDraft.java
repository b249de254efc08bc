package io.millrace.table;

/**
 * A type that a column is to have. Immutable.
 *
 * @param sql as a definition of a column says it
 * @param kind what it is among the types that can be widened; OTHER for all others
 * @param digits of a numeric before and after the point; 0 where nothing limits them
 * @param scale of a numeric
 * @param isLong whether its values may be long, so that they are worth compressing
 * @param instead what is taken where the server does not have the type, which an extension brings; empty for PostgreSQL's own
 */
public record TypeDraft(String sql, TypeKind kind, int digits, int scale, boolean isLong, String instead) {
    /** The longest that numeric(p, s) may say. */
    static final int MOST_DIGITS = 1000;

    /** One of PostgreSQL's own types, whose values are short. */
    public static TypeDraft of(String sql, TypeKind kind) {
        return new TypeDraft(sql, kind, 0, 0, false, "");
    }

    /** One whose values may be long. */
    public static TypeDraft ofLong(String sql, TypeKind kind) {
        return new TypeDraft(sql, kind, 0, 0, true, "");
    }

    public static TypeDraft arrayOf(TypeDraft element) {
        return new TypeDraft(
                element.sql + "[]",
                TypeKind.OTHER,
                0,
                0,
                true,
                element.instead.isEmpty() ? "" : element.instead + "[]");
    }

    /** One that an extension brings. */
    public static TypeDraft ofExtension(String sql, String instead) {
        return new TypeDraft(sql, TypeKind.OTHER, 0, 0, true, instead);
    }

    /** A numeric of so many digits, of which so many stand after the point; 0 digits where their number is not known. */
    public static TypeDraft numeric(int digits, int scale) {
        boolean isLimited = digits > 0 && digits <= MOST_DIGITS && scale >= 0 && scale <= digits;
        return new TypeDraft(
                isLimited ? "numeric(" + digits + ", " + scale + ")" : "numeric",
                TypeKind.NUMERIC,
                isLimited ? digits : 0,
                Math.max(0, scale),
                false,
                "");
    }

    TypeDraft whereMissing() {
        return new TypeDraft(instead, TypeKind.OTHER, 0, 0, isLong, "");
    }
}
