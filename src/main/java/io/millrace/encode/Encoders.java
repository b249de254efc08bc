package io.millrace.encode;

import io.millrace.config.EncodeSettings;
import io.millrace.table.Column;
import io.millrace.table.ElementType;
import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;

/**
 * The list of all encoders: one a type of column. Each asks first for the Java class that fits it best and converts
 * others, so the source's schema matters only where one class has several meanings. Immutable.
 */
final class Encoders {
    private final EncodeSettings settings;
    private final Zone zone;
    private final TimeUnit unit;

    Encoders(EncodeSettings settings) {
        this.settings = settings;
        this.zone = new Zone(settings.zone());
        this.unit = settings.unit();
    }

    /** The source's schema may be null, as that of values in schemaless maps is. */
    FieldEncoder find(Schema source, Column column) {
        return SemanticEncoder.around(find(source, DateSource.of(source), column), source, column);
    }

    /** For values that come without a schema, but for what dates and numbers among them mean. */
    FieldEncoder find(DateSource dates, Column column) {
        return find(null, dates, column);
    }

    private FieldEncoder find(Schema source, DateSource dates, Column column) {
        FieldEncoder encoder = ofType(source, dates, column);
        return switch (column.type().kind()) {
            case TEXT, VARCHAR, BPCHAR, NAME, CITEXT, JSON, XML, OTHER ->
                NullText.around(encoder, settings.nulls(), false);
            case JSONB -> NullText.around(encoder, settings.nulls(), true);
            default -> encoder;
        };
    }

    private FieldEncoder ofType(Schema source, DateSource dates, Column column) {
        TimeReader times = new TimeReader(dates, unit);
        int modifier = column.modifier();
        return switch (column.type().kind()) {
            case BOOL -> new BoolEncoder();
            case INT2 -> new Int2Encoder();
            case INT4 -> new Int4Encoder();
            case INT8 -> new Int8Encoder();
            case FLOAT4 -> new Float4Encoder();
            case FLOAT8 -> new Float8Encoder();
            case NUMERIC -> new NumericEncoder(modifier);
            case OID -> new OidEncoder();
            case MONEY -> new MoneyEncoder();
            case TEXT -> text("text", source, dates, modifier);
            case CITEXT -> text("citext", source, dates, modifier);
            case VARCHAR -> text("character varying", source, dates, modifier);
            case BPCHAR -> text("character", source, dates, modifier);
            case NAME -> new NameEncoder(new TextEncoder("name", dates));
            case BYTEA -> new ByteaEncoder();
            case UUID -> new UuidEncoder();
            case JSON -> new JsonEncoder(source, settings.nulls());
            case JSONB -> new JsonbEncoder(source, settings.nulls());
            case XML -> new XmlEncoder();
            case DATE -> new DateEncoder(times, zone);
            case TIME -> new TimeEncoder(times, zone, modifier);
            case TIMETZ -> new TimetzEncoder(times, zone, modifier);
            case TIMESTAMP -> new TimestampEncoder(times, zone, modifier);
            case TIMESTAMPTZ -> new TimestamptzEncoder(times, zone, modifier);
            case INTERVAL -> new IntervalEncoder(times, modifier);
            case INET -> InetEncoder.inet();
            case CIDR -> InetEncoder.cidr();
            case MACADDR -> MacEncoder.ofSix();
            case MACADDR8 -> MacEncoder.ofEight();
            case BIT -> BitEncoder.fixed(modifier);
            case VARBIT -> BitEncoder.varying(modifier);
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

    private FieldEncoder text(String type, Schema source, DateSource dates, int modifier) {
        FieldEncoder usual =
                modifier < 0 ? new TextEncoder(type, dates) : new LimitedTextEncoder(type, dates, modifier);
        return isScalar(source) ? usual : new NestedTextEncoder(usual, source, type, modifier, settings.nulls());
    }

    private static boolean isScalar(Schema source) {
        return source != null && source.type().isPrimitive();
    }
}
