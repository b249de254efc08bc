package io.millrace.encode;

import io.millrace.table.Column;
import io.millrace.table.TypeKind;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * What Debezium's types are that are no counts of time: numbers, bits, shapes, vectors and times in parts, wrapped up for
 * the journey. Stateless.
 * Those that are text (Json, Uuid, Enum, Xml, Ltree, Tsvector, ...) need nothing: their column says what they are.
 */
@FunctionalInterface
interface SemanticForm {
    SemanticForm AS_IT_IS = value -> value;

    /** What an encoder makes a field of. */
    Object of(Object value);

    static SemanticForm find(Schema source, Column column) {
        String name = source == null ? null : source.name();
        if (StructuredTime.isOne(source)) {
            return time(column);
        } else if (name == null || !name.startsWith("io.debezium.data.")) {
            return AS_IT_IS;
        }
        return switch (name) {
            case "io.debezium.data.VariableScaleDecimal" -> SemanticForm::decimal;
            case "io.debezium.data.Bits" -> bits(source, column);
            case "io.debezium.data.geometry.Point" -> point(column);
            case "io.debezium.data.geometry.Geometry", "io.debezium.data.geometry.Geography" -> shape(column);
            case "io.debezium.data.DoubleVector", "io.debezium.data.FloatVector", "io.debezium.data.Vector" ->
                vector(column);
            case "io.debezium.data.EnumSet" -> labels(column);
            case "io.debezium.data.SparseDoubleVector", "io.debezium.data.SparseVector" -> sparseVector(column);
            default -> AS_IT_IS;
        };
    }

    private static Object decimal(Object value) {
        return value instanceof Struct struct ? DebeziumNumber.of(struct) : value;
    }

    private static SemanticForm time(Column column) {
        return isDocument(column)
                ? AS_IT_IS
                : value -> value instanceof Struct time ? StructuredTime.text(time) : value;
    }

    private static SemanticForm bits(Schema source, Column column) {
        DebeziumBits bits = DebeziumBits.of(source, column);
        return switch (column.type().kind()) {
            case BYTEA, JSON, JSONB -> AS_IT_IS;
            case BOOL, INT2, INT4, INT8, OID, FLOAT4, FLOAT8, NUMERIC -> bits::number;
            case BIT, VARBIT, TEXT, VARCHAR, BPCHAR, NAME, CITEXT, OTHER -> bits::text;
            // Digits of ours, read as an interval's or an address's, would be something else.
            default ->
                value -> {
                    throw Refusal.wrongType(value, column.type().name());
                };
        };
    }

    private static SemanticForm point(Column column) {
        if (isDocument(column)) {
            return AS_IT_IS;
        }
        boolean isBinary = isPostgis(column) || column.type().kind() == TypeKind.BYTEA;
        return isBinary ? shape(column) : value -> value instanceof Struct point ? Wkb.plain(point) : value;
    }

    private static SemanticForm shape(Column column) {
        if (isDocument(column)) {
            return AS_IT_IS;
        }
        String prefix = column.type().kind() == TypeKind.BYTEA ? "\\x" : "";
        return value -> value instanceof Struct shape ? prefix + Wkb.of(shape) : value;
    }

    /** An array column takes the elements as they are; pgvector's types take text. */
    private static SemanticForm vector(Column column) {
        return column.type().isArray() || isDocument(column)
                ? AS_IT_IS
                : value -> value instanceof List<?> elements ? DebeziumVector.text(elements) : value;
    }

    /** Labels with commas between them, which an array has one by one. */
    private static SemanticForm labels(Column column) {
        return column.type().isArray() ? SemanticForm::split : AS_IT_IS;
    }

    private static Object split(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    private static SemanticForm sparseVector(Column column) {
        return isDocument(column)
                ? AS_IT_IS
                : value -> value instanceof Struct vector ? DebeziumVector.text(vector) : value;
    }

    private static boolean isPostgis(Column column) {
        String type = column.type().name();
        return type.endsWith("geometry") || type.endsWith("geography");
    }

    private static boolean isDocument(Column column) {
        return column.type().kind() == TypeKind.JSON || column.type().kind() == TypeKind.JSONB;
    }
}
