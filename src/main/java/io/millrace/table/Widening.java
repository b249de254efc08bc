package io.millrace.table;

import java.util.List;
import java.util.Optional;

/**
 * The wider type that a column needs to take all values of another. Stateless. Only types that PostgreSQL converts
 * without loss are widened, and never a domain, whose checks are somebody's wish.
 */
final class Widening {
    private static final int TYPMOD_HEADER = 4;
    private static final int SCALE_MASK = 0x7ff;
    private static final int SCALE_SIGN = 0x400;

    private Widening() {}

    /** The type to alter the column to; empty where it takes the values as it is, or where none of its kind would. */
    static Optional<String> of(Column column, TypeDraft wanted) {
        String name = column.type().name();
        return switch (column.type().kind()) {
            case INT2 -> name.equals("smallint") ? wider(wanted, TypeKind.INT4, TypeKind.INT8) : Optional.empty();
            case INT4 -> name.equals("integer") ? wider(wanted, TypeKind.INT8) : Optional.empty();
            case FLOAT4 -> name.equals("real") ? wider(wanted, TypeKind.FLOAT8) : Optional.empty();
            case VARCHAR -> isLimited(column, "character varying") ? wider(wanted, TypeKind.TEXT) : Optional.empty();
            case NUMERIC -> isLimited(column, "numeric") ? widerNumeric(column, wanted) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Whether the column rounds values of the type, or drops a part of them, without a word. */
    static boolean loses(Column column, TypeDraft wanted) {
        return switch (column.type().kind()) {
            case DATE, TIME -> isOneOf(wanted, TypeKind.TIMESTAMP, TypeKind.TIMESTAMPTZ);
            case FLOAT4 -> isOneOf(wanted, TypeKind.INT4, TypeKind.INT8, TypeKind.FLOAT8, TypeKind.NUMERIC);
            case FLOAT8 -> isOneOf(wanted, TypeKind.INT8, TypeKind.NUMERIC);
            case NUMERIC -> column.modifier() >= TYPMOD_HEADER && isOneOf(wanted, TypeKind.FLOAT4, TypeKind.FLOAT8);
            default -> false;
        };
    }

    private static boolean isOneOf(TypeDraft wanted, TypeKind... kinds) {
        return List.of(kinds).contains(wanted.kind());
    }

    private static Optional<String> wider(TypeDraft wanted, TypeKind... kinds) {
        for (TypeKind kind : kinds) {
            if (wanted.kind() == kind) {
                return Optional.of(wanted.sql());
            }
        }
        return Optional.empty();
    }

    private static boolean isLimited(Column column, String name) {
        return column.type().name().equals(name) && column.modifier() >= TYPMOD_HEADER;
    }

    private static Optional<String> widerNumeric(Column column, TypeDraft wanted) {
        if (wanted.kind() != TypeKind.NUMERIC) {
            return Optional.empty();
        }
        int modifier = column.modifier() - TYPMOD_HEADER;
        int scale = ((modifier & SCALE_MASK) ^ SCALE_SIGN) - SCALE_SIGN;
        int before = (modifier >> 16 & 0xffff) - scale;
        // Where the schema does not say how many digits there are, it does not say that there are too many.
        int wantedBefore = wanted.digits() == 0 ? before : wanted.digits() - wanted.scale();
        if (wantedBefore <= before && wanted.scale() <= scale) {
            return Optional.empty();
        }
        int most = Math.max(scale, wanted.scale());
        return Optional.of(
                TypeDraft.numeric(Math.max(before, wantedBefore) + most, most).sql());
    }
}
