package io.millrace.encode;

import io.millrace.config.EncodeSettings;
import io.millrace.table.Column;
import io.millrace.table.ElementType;
import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import org.apache.kafka.connect.data.Schema;

/**
 * The list of all encoders: one a type of column. Each asks first for the Java class that fits it best and converts
 * others, so the source's schema matters only where one class has several meanings. Immutable.
 */
final class Encoders {
    private static final String DEBEZIUM_TIMES = "io.debezium.time.";
    private static final String DEBEZIUM_MILLIS = "io.debezium.time.Timestamp";

    private final Zone zone;

    Encoders(EncodeSettings settings) {
        this.zone = new Zone(settings.zone());
    }

    /** The source's schema may be null, as that of values in schemaless maps is. */
    FieldEncoder find(Schema source, Column column) {
        refuseOtherUnits(source, column);
        return find(source, DateSource.of(source), column);
    }

    /** A plain INT64 means milliseconds; Debezium's say that they are something else, and would be read a thousandfold. */
    private static void refuseOtherUnits(Schema source, Column column) {
        boolean hasUnit = source != null
                && source.type() == Schema.Type.INT64
                && source.name() != null
                && source.name().startsWith(DEBEZIUM_TIMES)
                && !source.name().equals(DEBEZIUM_MILLIS);
        boolean isTemporal = switch (column.type().kind()) {
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
            default -> false;
        };
        if (hasUnit && isTemporal) {
            throw Refusal.NOT_YET.because(
                    "column " + column.sql() + ": " + source.name() + " is not read as a time by this version");
        }
    }

    /** For values that come without a schema, but for what dates among them mean. */
    FieldEncoder find(DateSource dates, Column column) {
        return find(null, dates, column);
    }

    private FieldEncoder find(Schema source, DateSource dates, Column column) {
        int modifier = column.modifier();
        return switch (column.type().kind()) {
            case BOOL -> new BoolEncoder();
            case INT2 -> new Int2Encoder();
            case INT4 -> new Int4Encoder();
            case INT8 -> new Int8Encoder();
            case FLOAT4 -> new Float4Encoder();
            case FLOAT8 -> new Float8Encoder();
            case NUMERIC -> new NumericEncoder(modifier);
            case TEXT -> text("text", source, dates, modifier);
            case VARCHAR -> text("character varying", source, dates, modifier);
            case BPCHAR -> text("character", source, dates, modifier);
            case BYTEA -> new ByteaEncoder();
            case UUID -> new UuidEncoder();
            case JSON -> new JsonEncoder(source);
            case JSONB -> new JsonbEncoder(source);
            case DATE -> new DateEncoder(dates, zone);
            case TIME -> new TimeEncoder(dates, zone, modifier);
            case TIMESTAMP -> new TimestampEncoder(dates, zone, modifier);
            case TIMESTAMPTZ -> new TimestamptzEncoder(dates, zone, modifier);
            case ENUM -> new EnumEncoder(column.type());
            case HSTORE -> new HstoreEncoder(source);
            case ARRAY -> array(source, dates, column);
            // Its text form, which the server casts to the column's type.
            case OTHER -> cast(source, dates, column);
        };
    }

    private FieldEncoder array(Schema source, DateSource dates, Column column) {
        ElementType element = column.type().element();
        String type = column.type().name();
        ArrayField field = new BinaryArrayField(elements(source, dates, column), element.oid());
        FieldEncoder literals = new ArrayLiteral(field, type, element.delimiter());
        return new ArrayEncoder(field, literals, type, isDocument(element.columnOf(column)));
    }

    private FieldEncoder cast(Schema source, DateSource dates, Column column) {
        PgType type = column.type();
        FieldEncoder texts = new TextEncoder(type.name(), dates);
        if (!type.isArray()) {
            return texts;
        }
        FieldEncoder element = elements(source, dates, column);
        boolean isHstore = type.element().kind() == TypeKind.HSTORE;
        ArrayField field = new TextArrayField(
                isHstore ? new HstoreTextEncoder(element) : element,
                type.element().delimiter());
        return new ArrayEncoder(field, texts, type.name(), false);
    }

    private FieldEncoder elements(Schema source, DateSource dates, Column array) {
        Column column = array.type().element().columnOf(array);
        Schema elements = source;
        do {
            boolean isList = elements != null && elements.type() == Schema.Type.ARRAY;
            elements = isList ? elements.valueSchema() : null;
        } while (elements != null && elements.type() == Schema.Type.ARRAY && !isDocument(column));
        return elements == null ? find(dates, column) : find(elements, column);
    }

    private static boolean isDocument(Column column) {
        return column.type().kind() == TypeKind.JSON || column.type().kind() == TypeKind.JSONB;
    }

    private static FieldEncoder text(String type, Schema source, DateSource dates, int modifier) {
        FieldEncoder usual =
                modifier < 0 ? new TextEncoder(type, dates) : new LimitedTextEncoder(type, dates, modifier);
        return isScalar(source) ? usual : new NestedTextEncoder(usual, source, type, modifier);
    }

    private static boolean isScalar(Schema source) {
        return source != null && source.type().isPrimitive();
    }
}
