package io.millrace.encode;

import static io.millrace.encode.PlanFixture.aRecord;
import static io.millrace.testing.BytesAssert.assertThat;
import static io.millrace.testing.PartitionLog.fields;
import static io.millrace.testing.TableBuilder.aTable;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.PkMode;
import io.millrace.table.Destination;
import io.millrace.table.TypeKind;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class FlattenTest {
    private static final Destination TABLE = aTable("t")
            .with("id", TypeKind.INT8)
            .with("a_b_c", TypeKind.INT4)
            .with("a_d", TypeKind.INT4)
            .with("doc", TypeKind.JSON)
            .with("list", TypeKind.JSON)
            .keyedBy("id");

    private static final Schema B =
            SchemaBuilder.struct().optional().field("c", Schema.INT32_SCHEMA).build();
    private static final Schema A = SchemaBuilder.struct()
            .optional()
            .field("b", B)
            .field("d", SchemaBuilder.int32().optional().defaultValue(9).build())
            .build();
    private static final Schema VALUE =
            SchemaBuilder.struct().field("a", A).field("doc", B).build();

    private final PlanFixture plans = PlanFixture.flattening("_", TABLE, PkMode.RECORD_KEY);

    @Test
    void fieldsOfNestedStructsAreColumns() {
        Struct value = new Struct(VALUE)
                .put("a", new Struct(A).put("b", new Struct(B).put("c", 7)).put("d", 8));

        assertThat(plans.write(record(1L, value))).isEncodedAs(row(out -> {
            int4(out, 7);
            int4(out, 8);
            out.putInt(-1);
        }));
        assertThat(plans.names()).containsExactly("id", "a_b_c", "a_d", "doc");
    }

    @Test
    void aNullStructMakesItsColumnsNull() {
        assertThat(plans.write(record(1L, new Struct(VALUE)))).isEncodedAs(row(FlattenTest::threeNulls));
        assertThat(plans.write(record(1L, new Struct(VALUE).put("a", new Struct(A)))))
                .isEncodedAs(row(out -> {
                    out.putInt(-1);
                    int4(out, 9);
                    out.putInt(-1);
                }));
    }

    private static void threeNulls(RowBuffer out) {
        out.putInt(-1);
        out.putInt(-1);
        out.putInt(-1);
    }

    @Test
    void aColumnForDocumentsTakesANestedValueWhole() {
        Struct value = new Struct(VALUE).put("doc", new Struct(B).put("c", 1));

        assertThat(plans.write(record(1L, value))).isEncodedAs(row(out -> {
            out.putInt(-1);
            out.putInt(-1);
            text(out, "{\"c\":1}");
        }));
        plans.write(aRecord(null, 1L, null, Map.of("doc", Map.of("c", 1))));
        assertThat(plans.names()).containsExactly("id", "doc");
    }

    @Test
    void entriesOfNestedMapsAreColumns() {
        assertThat(plans.write(aRecord(1L, Map.of("a", Map.of("b", Map.of("c", 7))))))
                .isEncodedAs(out -> {
                    out.putShort(2);
                    out.putInt(8);
                    out.putLong(1);
                    int4(out, 7);
                });
        assertThat(plans.names()).containsExactly("id", "a_b_c");
    }

    @Test
    void fieldsOfNestedJsonObjectsAreColumns() {
        String json = "{\"a\":{\"b\":{\"c\":7}},\"doc\":{\"c\":1.50}}";

        assertThat(plans.write(aRecord("1", json))).isEncodedAs(out -> {
            out.putShort(3);
            out.putInt(8);
            out.putLong(1);
            int4(out, 7);
            text(out, "{\"c\":1.50}");
        });
        assertThat(plans.names()).containsExactly("id", "a_b_c", "doc");
        plans.refuses(aRecord("1", "{"), "the value is no valid JSON: it ends too early (22P02)");
    }

    @Test
    void aNullMapMakesTheColumnsOfItsNameNull() {
        plans.write(aRecord(1L, fields("a", null)));

        assertThat(plans.names()).containsExactly("id", "a_b_c", "a_d");
    }

    @Test
    void listsAreNotFlattened() {
        plans.write(aRecord(1L, Map.of("list", List.of(Map.of("x", 1)))));

        assertThat(plans.names()).containsExactly("id", "list");
    }

    @Test
    void keysAreFlattenedToo() {
        Schema inner = SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
        Schema key = SchemaBuilder.struct().field("the", inner).build();
        Struct struct = new Struct(key).put("the", new Struct(inner).put("id", 5L));
        Destination table = aTable("t").with("the.id", TypeKind.INT8).keyedBy("the.id");
        PlanFixture dotted = PlanFixture.flattening(".", table, PkMode.RECORD_KEY);

        assertThat(dotted.delete(aRecord(key, struct, null, null))).isEncodedAs(FlattenTest::keyOfFive);
        assertThat(dotted.delete(aRecord(Map.of("the", Map.of("id", 5L)), null)))
                .isEncodedAs(FlattenTest::keyOfFive);
    }

    private static void keyOfFive(RowBuffer out) {
        out.putShort(1);
        out.putInt(8);
        out.putLong(5);
    }

    @Test
    void twoFieldsOfOneNameAreTold() {
        Schema clash = SchemaBuilder.struct()
                .field("a_d", Schema.INT32_SCHEMA)
                .field("a", A)
                .build();

        plans.refuses(
                aRecord(null, 1L, clash, new Struct(clash).put("a_d", 1)),
                "flatten=true makes one field \"a_d\" of both \"a_d\" and \"a\".\"d\": choose another flatten.delimiter,"
                        + " or rename one");
        plans.refuses(
                aRecord(1L, fields("a_d", 1, "a", Map.of("d", 2))),
                "flatten=true makes one field \"a_d\" of two: choose another flatten.delimiter, or rename one");
    }

    @Test
    void aFieldWithoutAColumnIsNamedAsItWouldBeInTheTable() {
        plans.refuses(
                aRecord(1L, Map.of("a", Map.of("x", 1))),
                "field \"a_x\" has no column in public.t: add the column"
                        + " (auto.evolve=true does it where the value has a schema), or set unknown.fields=ignore or store");
    }

    @Test
    void flatRecordsHaveTheUsualPlan() {
        Schema flat = SchemaBuilder.struct().field("a_d", Schema.INT32_SCHEMA).build();

        assertThat(plans.plan(aRecord(Schema.INT64_SCHEMA, 1L, flat, new Struct(flat).put("a_d", 1))))
                .isInstanceOf(StructPlan.class);
    }

    private static SinkRecord record(long id, Struct value) {
        return aRecord(Schema.INT64_SCHEMA, id, value.schema(), value);
    }

    private static Consumer<RowBuffer> row(Consumer<RowBuffer> rest) {
        return out -> {
            out.putShort(4);
            out.putInt(8);
            out.putLong(1);
            rest.accept(out);
        };
    }

    private static void int4(RowBuffer out, int value) {
        out.putInt(4);
        out.putInt(value);
    }

    private static void text(RowBuffer out, String ascii) {
        out.putInt(ascii.length());
        out.putBytes(JsonScalar.ascii(ascii));
    }
}
