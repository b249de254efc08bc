package io.millrace.write;

import io.millrace.table.PgType;
import io.millrace.table.TypeKind;

/**
 * A column of a staging table that takes any bytes: what the server could refuse while it reads them, a text or a
 * document, is staged as it is and read by the statement that writes the row, so that only its own row fails.
 * Stateless.
 */
final class RawColumn {
    private static final String BYTES = "bytea";
    /** jsonb travels behind one byte with the version of its format. */
    private static final int JSONB_TEXT_FROM = 2;

    private RawColumn() {}

    static String type(PgType type) {
        return isText(type.kind()) ? BYTES : ArrayType.ofStaging(type);
    }

    /** The value of a column of that name, as an assignment or a comparison needs it. */
    static String value(String name, PgType type) {
        if (!isText(type.kind())) {
            return name;
        }
        String bytes = type.kind() == TypeKind.JSONB ? "substr(" + name + ", " + JSONB_TEXT_FROM + ")" : name;
        return "convert_from(" + bytes + ", 'UTF8')::" + cast(type);
    }

    private static String cast(PgType type) {
        boolean isNamed = type.kind() == TypeKind.OTHER || type.kind().isTextInArrays();
        return isNamed ? type.name() : ArrayType.of(type.kind()).element();
    }

    private static boolean isText(TypeKind kind) {
        return switch (kind) {
            case TEXT, VARCHAR, BPCHAR, CITEXT, NAME, XML, JSON, JSONB, ENUM, OTHER -> true;
            default -> false;
        };
    }
}
