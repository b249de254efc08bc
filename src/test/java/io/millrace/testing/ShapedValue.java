package io.millrace.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * A value that came without a schema, with one that fits it: maps as Structs, decimals by their scale. Immutable.
 *
 * @param schema null where no one schema fits, as for lists of unlike elements; then so are those around it
 */
public record ShapedValue(Schema schema, Object value) {
    public static ShapedValue of(Object plain) {
        if (plain == null) {
            return new ShapedValue(Schema.OPTIONAL_STRING_SCHEMA, null);
        } else if (plain instanceof Map<?, ?> map) {
            return ofMap(map);
        } else if (plain instanceof List<?> list) {
            return ofList(list);
        } else if (plain instanceof BigDecimal decimal) {
            return new ShapedValue(Decimal.builder(decimal.scale()).optional().build(), decimal);
        } else if (plain instanceof Boolean) {
            return new ShapedValue(Schema.OPTIONAL_BOOLEAN_SCHEMA, plain);
        } else if (plain instanceof Long) {
            return new ShapedValue(Schema.OPTIONAL_INT64_SCHEMA, plain);
        }
        return new ShapedValue(Schema.OPTIONAL_STRING_SCHEMA, plain);
    }

    private static ShapedValue ofMap(Map<?, ?> map) {
        SchemaBuilder builder = SchemaBuilder.struct().optional();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            ShapedValue member = of(entry.getValue());
            if (member.schema == null) {
                return new ShapedValue(null, map);
            }
            builder.field((String) entry.getKey(), member.schema);
            values.put((String) entry.getKey(), member.value);
        }
        Struct struct = new Struct(builder.build());
        values.forEach(struct::put);
        return new ShapedValue(struct.schema(), struct);
    }

    private static ShapedValue ofList(List<?> list) {
        Schema schema = null;
        List<Object> values = new ArrayList<>();
        for (Object element : list) {
            ShapedValue shaped = of(element);
            boolean fits = element == null || schema == null || schema.equals(shaped.schema);
            if (shaped.schema == null || !fits) {
                return new ShapedValue(null, list);
            }
            schema = element == null ? schema : shaped.schema;
            values.add(shaped.value);
        }
        Schema elements = schema == null ? Schema.OPTIONAL_STRING_SCHEMA : schema;
        return new ShapedValue(SchemaBuilder.array(elements).optional().build(), values);
    }
}
