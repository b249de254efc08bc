package io.millrace.encode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;

/** The schema of a Struct with the fields of the Structs within it, and the way to each of them. Immutable. */
final class FlatSchema {
    /** A schema may contain itself; no table has columns of a thousand names joined. */
    private static final int MOST_STEPS = 100;

    /** Structs that are one value: decimals, geometries, vectors. */
    private static final String DEBEZIUM = "io.debezium.";

    private final Schema schema;
    private final Field[][] paths;

    private FlatSchema(Schema schema, Field[][] paths) {
        this.schema = schema;
        this.paths = paths;
    }

    /** The predicate says of a nested field by its joined name whether it stays whole. */
    static FlatSchema of(Schema struct, String delimiter, Predicate<String> staysWhole) {
        Map<String, List<Field>> paths = new LinkedHashMap<>();
        collect(struct, new ArrayList<>(), new Collector(delimiter, staysWhole, paths));
        SchemaBuilder flat = SchemaBuilder.struct();
        paths.forEach((name, path) -> flat.field(name, leafOf(path)));
        return new FlatSchema(
                flat.build(),
                paths.values().stream().map(path -> path.toArray(Field[]::new)).toArray(Field[][]::new));
    }

    /** What is needed all the way down. */
    private record Collector(String delimiter, Predicate<String> staysWhole, Map<String, List<Field>> paths) {
        String name(List<Field> path) {
            return path.stream().map(Field::name).collect(Collectors.joining(delimiter));
        }
    }

    private static void collect(Schema struct, List<Field> above, Collector into) {
        if (above.size() == MOST_STEPS) {
            throw new DataException("flatten=true meets Structs within each other that do not end after " + MOST_STEPS);
        }
        for (Field field : struct.fields()) {
            List<Field> path = new ArrayList<>(above);
            path.add(field);
            String name = into.name(path);
            if (isNested(field.schema()) && !into.staysWhole().test(name)) {
                collect(field.schema(), path, into);
            } else {
                add(name, path, into);
            }
        }
    }

    private static void add(String name, List<Field> path, Collector into) {
        List<Field> other = into.paths().putIfAbsent(name, path);
        if (other != null) {
            throw new DataException("flatten=true makes one field \"" + name + "\" of both " + shown(other) + " and "
                    + shown(path) + ": choose another flatten.delimiter, or rename one");
        }
    }

    private static String shown(List<Field> path) {
        return path.stream().map(field -> "\"" + field.name() + "\"").collect(Collectors.joining("."));
    }

    static boolean isNested(Schema schema) {
        boolean isValue = schema.name() != null && schema.name().startsWith(DEBEZIUM);
        return schema.type() == Schema.Type.STRUCT && !isValue;
    }

    /** The field may be null as soon as a Struct on the way may. */
    private static Schema leafOf(List<Field> path) {
        Schema leaf = path.get(path.size() - 1).schema();
        boolean mayBeNull = path.stream().anyMatch(field -> field.schema().isOptional());
        return mayBeNull && !leaf.isOptional() ? optional(leaf) : leaf;
    }

    private static Schema optional(Schema schema) {
        SchemaBuilder copy = switch (schema.type()) {
            case ARRAY -> SchemaBuilder.array(schema.valueSchema());
            case MAP -> SchemaBuilder.map(schema.keySchema(), schema.valueSchema());
            case STRUCT -> SchemaBuilder.struct();
            default -> new SchemaBuilder(schema.type());
        };
        if (schema.type() == Schema.Type.STRUCT) {
            schema.fields().forEach(field -> copy.field(field.name(), field.schema()));
        }
        if (schema.parameters() != null) {
            copy.parameters(schema.parameters());
        }
        return copy.name(schema.name())
                .version(schema.version())
                .doc(schema.doc())
                .optional()
                .build();
    }

    Schema schema() {
        return schema;
    }

    Field[] path(Field field) {
        return paths[field.index()];
    }
}
