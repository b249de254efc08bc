package io.millrace.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** What the benchmark's records look like, from a measurement of five columns to a document of 20 KB. Immutable. */
enum Shape {
    FIVE("5 columns", Fields.measurement()),
    TEN("10 columns", Fields.event("text")),
    /** The same with its document in a column of jsonb, which the server parses. */
    EVENT("10 columns, jsonb", Fields.event("jsonb")),
    THIRTY("30 columns", Fields.wide()),
    DOCUMENT_1K("jsonb of 1 KB", Fields.documents(5)),
    DOCUMENT_20K("jsonb of 20 KB", Fields.documents(100));

    private static final int SAMPLE = 1_000;

    private final String title;
    private final List<Field> fields;
    private final Schema schema;
    private final Schema formerSchema;

    Shape(String title, List<Field> fields) {
        this.title = title;
        this.fields = fields;
        this.schema = schemaOf(fields, 2);
        this.formerSchema = schemaOf(fields.subList(0, fields.size() - 1), 1);
    }

    private static Schema schemaOf(List<Field> fields, int version) {
        SchemaBuilder builder = SchemaBuilder.struct().version(version);
        builder.field("id", Schema.INT64_SCHEMA);
        fields.forEach(field -> builder.field(field.name(), field.schema()));
        return builder.build();
    }

    String title() {
        return title;
    }

    int columns() {
        return fields.size() + 1;
    }

    Struct struct(long id, long row) {
        return struct(schema, fields, id, row);
    }

    /** As of the schema's first version, which lacked the last field. */
    Struct formerStruct(long id, long row) {
        return struct(formerSchema, fields.subList(0, fields.size() - 1), id, row);
    }

    private static Struct struct(Schema schema, List<Field> fields, long id, long row) {
        Struct struct = new Struct(schema).put("id", id);
        fields.forEach(field -> struct.put(field.name(), field.value().apply(row)));
        return struct;
    }

    void append(Struct struct, CopyBytes out) {
        out.beginRow(columns());
        out.int8(struct.getInt64("id"));
        appendRest(struct, out);
    }

    /** All fields but the key; one that the record's version lacks is NULL. */
    void appendRest(Struct struct, CopyBytes out) {
        for (Field field : fields) {
            if (struct.schema().field(field.name()) == null) {
                out.sqlNull();
            } else {
                field.encoding().append(out, struct.get(field.name()));
            }
        }
    }

    /** The bytes of text in a row, on average. */
    double textBytes() {
        double bytes = 0;
        for (int row = 0; row < SAMPLE; row++) {
            Struct struct = struct(row, row);
            for (Field field : fields) {
                bytes += struct.get(field.name()) instanceof String text
                        ? text.getBytes(StandardCharsets.UTF_8).length
                        : 0;
            }
        }
        return bytes / SAMPLE;
    }

    /** The columns as CREATE TABLE has them. */
    String definition() {
        return "id bigint NOT NULL, "
                + fields.stream()
                        .map(field -> field.name() + " " + field.type())
                        .collect(Collectors.joining(", "));
    }

    String names() {
        return "id, " + fields.stream().map(Field::name).collect(Collectors.joining(", "));
    }

    String assignments() {
        return fields.stream()
                .map(field -> field.name() + " = EXCLUDED." + field.name())
                .collect(Collectors.joining(", "));
    }
}
