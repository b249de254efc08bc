package io.millrace.encode;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * What a value inside of a document looks like when its schema's name says more than its class: Debezium's dates and
 * times as ISO 8601, its decimals as numbers, its documents as they stand. Stateless.
 */
enum JsonForm {
    PLAIN,
    TIME,
    TIME_IN_PARTS,
    VARIABLE_SCALE,
    DOCUMENT;

    static JsonForm of(Schema schema) {
        String name = schema == null ? null : schema.name();
        if (name == null) {
            return PLAIN;
        }
        return switch (name) {
            case "io.debezium.data.VariableScaleDecimal" -> VARIABLE_SCALE;
            case "io.debezium.data.Json" -> DOCUMENT;
            default -> ofTime(schema);
        };
    }

    private static JsonForm ofTime(Schema schema) {
        if (StructuredTime.isOne(schema)) {
            return TIME_IN_PARTS;
        }
        return isTime(DateSource.of(schema)) ? TIME : PLAIN;
    }

    /** A year is a number, there as here. */
    private static boolean isTime(DateSource dates) {
        return dates.countsNumbers() && dates.meaning() != TimeMeaning.YEAR;
    }

    /** Whether the value has the class that its schema's name promises. */
    boolean fits(Object value) {
        return switch (this) {
            case PLAIN -> false;
            case DOCUMENT -> value instanceof String;
            case VARIABLE_SCALE, TIME_IN_PARTS -> value instanceof Struct;
            case TIME -> value instanceof Number;
        };
    }
}
