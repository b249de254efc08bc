package io.millrace.encode;

import io.millrace.config.Metadata;
import io.millrace.table.TypeDraft;
import io.millrace.table.TypeKind;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** The type of column that takes all values of a schema (src/docs/tables.md has the table). Stateless. */
final class ColumnTypes {
    static final TypeDraft BOOLEAN = TypeDraft.of("boolean", TypeKind.BOOL);
    static final TypeDraft SMALLINT = TypeDraft.of("smallint", TypeKind.INT2);
    static final TypeDraft INTEGER = TypeDraft.of("integer", TypeKind.INT4);
    static final TypeDraft BIGINT = TypeDraft.of("bigint", TypeKind.INT8);
    static final TypeDraft REAL = TypeDraft.of("real", TypeKind.FLOAT4);
    static final TypeDraft DOUBLE = TypeDraft.of("double precision", TypeKind.FLOAT8);
    static final TypeDraft TEXT = TypeDraft.ofLong("text", TypeKind.TEXT);
    static final TypeDraft BYTEA = TypeDraft.ofLong("bytea", TypeKind.BYTEA);
    static final TypeDraft JSONB = TypeDraft.ofLong("jsonb", TypeKind.JSONB);
    static final TypeDraft TIMESTAMPTZ = TypeDraft.of("timestamptz", TypeKind.TIMESTAMPTZ);

    private static final TypeDraft TIMESTAMP = TypeDraft.of("timestamp", TypeKind.TIMESTAMP);
    private static final TypeDraft DATE = TypeDraft.of("date", TypeKind.DATE);
    private static final TypeDraft TIME = TypeDraft.of("time", TypeKind.TIME);
    private static final TypeDraft INTERVAL = TypeDraft.of("interval", TypeKind.OTHER);

    /** As Avro's converter says how many digits there are. */
    private static final String PRECISION = "connect.decimal.precision";

    private static final String BITS_LENGTH = "length";
    private static final int MOST_BITS = 83_886_080;

    /** Schemas with a meaning beyond their type. Debezium's times without a zone are no instants. */
    private static final Map<String, TypeDraft> NAMED = Map.ofEntries(
            Map.entry(Timestamp.LOGICAL_NAME, TIMESTAMPTZ),
            Map.entry(Date.LOGICAL_NAME, DATE),
            Map.entry(Time.LOGICAL_NAME, TIME),
            Map.entry("io.debezium.time.Date", DATE),
            Map.entry("io.debezium.time.IsoDate", DATE),
            Map.entry("io.debezium.time.Time", TIME),
            Map.entry("io.debezium.time.MicroTime", TIME),
            Map.entry("io.debezium.time.NanoTime", TIME),
            Map.entry("io.debezium.time.IsoTime", TIME),
            Map.entry("io.debezium.time.ZonedTime", TypeDraft.of("timetz", TypeKind.OTHER)),
            Map.entry("io.debezium.time.Timestamp", TIMESTAMP),
            Map.entry("io.debezium.time.MicroTimestamp", TIMESTAMP),
            Map.entry("io.debezium.time.NanoTimestamp", TIMESTAMP),
            Map.entry("io.debezium.time.IsoTimestamp", TIMESTAMP),
            Map.entry("io.debezium.time.ZonedTimestamp", TIMESTAMPTZ),
            Map.entry("io.debezium.time.MicroDuration", INTERVAL),
            Map.entry("io.debezium.time.NanoDuration", INTERVAL),
            Map.entry("io.debezium.time.Interval", INTERVAL),
            Map.entry(StructuredTime.PREFIX + "Date", DATE),
            Map.entry(StructuredTime.PREFIX + "Time", TIME),
            Map.entry(StructuredTime.PREFIX + "ZonedTime", TypeDraft.of("timetz", TypeKind.OTHER)),
            Map.entry(StructuredTime.PREFIX + "Timestamp", TIMESTAMP),
            Map.entry(StructuredTime.PREFIX + "ZonedTimestamp", TIMESTAMPTZ),
            Map.entry(StructuredTime.PREFIX + "Duration", INTERVAL),
            Map.entry("io.debezium.data.VariableScaleDecimal", TypeDraft.numeric(0, 0)),
            Map.entry("io.debezium.data.Json", JSONB),
            Map.entry("io.debezium.data.Uuid", TypeDraft.of("uuid", TypeKind.UUID)),
            Map.entry("io.debezium.data.Xml", TypeDraft.ofLong("xml", TypeKind.OTHER)),
            Map.entry("io.debezium.data.Ltree", TypeDraft.ofExtension("ltree", "text")),
            Map.entry("io.debezium.data.Tsvector", TypeDraft.ofLong("tsvector", TypeKind.OTHER)),
            Map.entry("io.debezium.data.geometry.Point", TypeDraft.of("point", TypeKind.OTHER)),
            Map.entry("io.debezium.data.geometry.Geometry", TypeDraft.ofExtension("geometry", "jsonb")),
            Map.entry("io.debezium.data.geometry.Geography", TypeDraft.ofExtension("geography", "jsonb")),
            Map.entry("io.debezium.data.DoubleVector", TypeDraft.ofExtension("vector", "double precision[]")),
            Map.entry("io.debezium.data.Vector", TypeDraft.ofExtension("vector", "double precision[]")),
            Map.entry("io.debezium.data.FloatVector", TypeDraft.ofExtension("halfvec", "real[]")),
            Map.entry("io.debezium.data.SparseDoubleVector", TypeDraft.ofExtension("sparsevec", "jsonb")),
            Map.entry("io.debezium.data.SparseVector", TypeDraft.ofExtension("sparsevec", "jsonb")));

    private static final String BITS = "io.debezium.data.Bits";

    private ColumnTypes() {}

    /** For what Kafka knows of a record. */
    static TypeDraft of(Metadata what) {
        return switch (what) {
            case TOPIC, KEY -> TEXT;
            case PARTITION -> INTEGER;
            case OFFSET -> BIGINT;
            case TIMESTAMP -> TIMESTAMPTZ;
            case HEADERS -> JSONB;
        };
    }

    static TypeDraft of(Schema schema) {
        String name = schema.name();
        TypeDraft named =
                name == null ? null : NAMED.get(StructuredTime.isOne(schema) ? StructuredTime.name(schema) : name);
        if (named != null) {
            return named;
        } else if (Decimal.LOGICAL_NAME.equals(name)) {
            return TypeDraft.numeric(parameter(schema, PRECISION), parameter(schema, Decimal.SCALE_FIELD));
        } else if (BITS.equals(name)) {
            return bits(parameter(schema, BITS_LENGTH));
        }
        return ofType(schema);
    }

    private static TypeDraft ofType(Schema schema) {
        return switch (schema.type()) {
            case BOOLEAN -> BOOLEAN;
            case INT8, INT16 -> SMALLINT;
            case INT32 -> INTEGER;
            case INT64 -> BIGINT;
            case FLOAT32 -> REAL;
            case FLOAT64 -> DOUBLE;
            case STRING -> TEXT;
            case BYTES -> BYTEA;
            case ARRAY -> ofArray(schema.valueSchema());
            case MAP, STRUCT -> JSONB;
        };
    }

    /** Lists of lists need not be of one length each, which PostgreSQL's arrays of arrays must. */
    private static TypeDraft ofArray(Schema elements) {
        TypeDraft element = of(elements);
        boolean isScalar = switch (elements.type()) {
            case ARRAY, MAP -> false;
            case STRUCT -> element.kind() == TypeKind.NUMERIC || StructuredTime.isOne(elements);
            default -> true;
        };
        return isScalar ? TypeDraft.arrayOf(element) : JSONB;
    }

    private static TypeDraft bits(int length) {
        boolean isLimited = length > 0 && length <= MOST_BITS;
        return TypeDraft.of(isLimited ? "bit varying(" + length + ")" : "bit varying", TypeKind.OTHER);
    }

    /** 0 where the schema does not say it, or says what is no number. */
    private static int parameter(Schema schema, String name) {
        String value = schema.parameters() == null ? null : schema.parameters().get(name);
        try {
            return value == null ? 0 : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * For a header. A converter that guesses from the text of each (SimpleHeaderConverter, the default) makes the number
     * 55 an int8 and the next one an int32, so a plain integer's width says nothing.
     */
    static TypeDraft ofHeader(Schema schema, Object value) {
        if (schema == null) {
            return ofValue(value);
        }
        boolean isPlainInteger = schema.name() == null
                && switch (schema.type()) {
                    case INT8, INT16, INT32 -> true;
                    default -> false;
                };
        return isPlainInteger ? BIGINT : of(schema);
    }

    /** For a value without a schema, by what it is; text for what has no better. */
    static TypeDraft ofValue(Object value) {
        if (value instanceof Boolean) {
            return BOOLEAN;
        } else if (value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long) {
            return BIGINT;
        } else if (value instanceof Number number) {
            return number instanceof Double || number instanceof Float ? DOUBLE : TypeDraft.numeric(0, 0);
        } else if (value instanceof byte[]) {
            return BYTEA;
        } else if (value instanceof java.util.Date) {
            return TIMESTAMPTZ;
        }
        return ValueKind.isNested(value) ? JSONB : TEXT;
    }
}
