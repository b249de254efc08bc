package io.millrace.encode;

import static io.millrace.encode.PlanFixture.aRecord;
import static io.millrace.encode.PlanFixture.plansOf;
import static io.millrace.testing.BytesAssert.assertThat;
import static io.millrace.testing.TableBuilder.aTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.InsertMode;
import io.millrace.config.PkMode;
import io.millrace.table.ColumnSet;
import io.millrace.table.Destination;
import io.millrace.table.Generation;
import io.millrace.table.TypeKind;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class StructPlanTest {
    private static final Schema ORDER = SchemaBuilder.struct()
            .field("total", Schema.OPTIONAL_INT32_SCHEMA)
            .field("id", Schema.INT64_SCHEMA)
            .build();

    private final Destination orders = aTable("orders")
            .with("note", TypeKind.TEXT)
            .with("total", TypeKind.INT4)
            .notNull("id", TypeKind.INT8)
            .keyedBy("id");

    @Test
    void aRowIsItsKeyThenTheOtherColumnsInTheTablesOrder() {
        PlanFixture plans = plansOf(orders, PkMode.RECORD_VALUE, "id");

        RowBuffer row = plans.write(order(42, 7));

        assertThat(row).isEncodedAs(out -> {
            out.putShort(2);
            out.putInt(8);
            out.putLong(42);
            out.putInt(4);
            out.putInt(7);
        });
        assertThat(plans.names()).containsExactly("id", "total");
    }

    @Test
    void nullIsALengthOfMinusOne() {
        PlanFixture plans = plansOf(orders, PkMode.RECORD_VALUE, "id");

        RowBuffer row = plans.write(order(42, null));

        assertThat(row).isEncodedAs(out -> {
            out.putShort(2);
            out.putInt(8);
            out.putLong(42);
            out.putInt(-1);
        });
    }

    @Test
    void theSchemasDefaultReplacesNull() {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("total", SchemaBuilder.int32().optional().defaultValue(5).build())
                .build();

        RowBuffer row = plansOf(orders, PkMode.RECORD_VALUE, "id")
                .write(aRecord(null, null, schema, new Struct(schema).put("id", 1L)));

        assertThat(row.intAt(row.size() - 4)).isEqualTo(5);
    }

    @Test
    void withoutAKeyTheTablesOrderIsTheRows() {
        Destination events = aTable("events")
                .with("id", TypeKind.INT8)
                .with("total", TypeKind.INT4)
                .keyless();
        PlanFixture plans = plansOf(events, InsertMode.INSERT, PkMode.NONE);

        plans.write(order(1, 2));

        assertThat(plans.names()).containsExactly("id", "total");
    }

    @Test
    void namesThatDifferInCaseAreTheMatchersAffair() {
        Destination upper = aTable("orders")
                .with("ID", TypeKind.INT8)
                .with("TOTAL", TypeKind.INT4)
                .keyedBy("ID");
        PlanFixture plans = plansOf(upper, PkMode.RECORD_VALUE, "id");

        plans.write(order(1, 2));

        assertThat(plans.names()).containsExactly("ID", "TOTAL");
    }

    @Test
    void aColumnTheServerGeneratesIsLeftOut() {
        Destination generated = aTable("orders")
                .with("id", TypeKind.INT8)
                .generated("total", TypeKind.INT4, Generation.EXPRESSION)
                .keyedBy("id");
        PlanFixture plans = plansOf(generated, PkMode.RECORD_VALUE, "id");

        plans.write(order(1, 2));

        assertThat(plans.names()).containsExactly("id");
    }

    @Test
    void anIdentityIsWritten() {
        Destination identity = aTable("orders")
                .with("id", TypeKind.INT8)
                .generated("total", TypeKind.INT4, Generation.IDENTITY_ALWAYS)
                .keyedBy("id");
        PlanFixture plans = plansOf(identity, PkMode.RECORD_VALUE, "id");

        plans.write(order(1, 2));

        assertThat(plans.names()).containsExactly("id", "total");
    }

    @Test
    void aFieldWithoutAColumnIsRefusedByName() {
        Destination narrow = aTable("orders").with("id", TypeKind.INT8).keyedBy("id");

        plansOf(narrow, PkMode.RECORD_VALUE, "id")
                .refuses(
                        order(1, 2),
                        "field \"total\" has no column in public.orders: add the column"
                                + " (auto.evolve=true does it where the value has a schema), or set unknown.fields=ignore or store");
    }

    @Test
    void twoFieldsOfOneColumnAreRefused() {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("total", Schema.INT32_SCHEMA)
                .field("Total", Schema.INT32_SCHEMA)
                .build();
        Struct value = new Struct(schema).put("id", 1L).put("total", 2).put("Total", 3);

        plansOf(orders, PkMode.RECORD_VALUE, "id")
                .refuses(
                        aRecord(null, null, schema, value),
                        "fields \"total\" and \"Total\" both mean column \"total\" of public.orders");
    }

    @Test
    void nullInANotNullColumnIsRefusedByName() {
        Destination strict = aTable("orders")
                .with("id", TypeKind.INT8)
                .notNull("total", TypeKind.INT4)
                .keyedBy("id");

        plansOf(strict, PkMode.RECORD_VALUE, "id")
                .refuses(order(1, null), "column \"total\": null in a column that is NOT NULL (23502)");
    }

    @Test
    void aRequiredColumnWithoutAFieldIsRefusedWhereRowsAreInserted() {
        Destination strict = aTable("orders")
                .with("id", TypeKind.INT8)
                .with("total", TypeKind.INT4)
                .notNull("note", TypeKind.TEXT)
                .keyedBy("id");

        plansOf(strict, InsertMode.INSERT, PkMode.RECORD_VALUE, "id")
                .refuses(
                        order(1, 2),
                        "the record has no field for column \"note\" of public.orders, which is NOT NULL and has no"
                                + " default (23502)");
        plansOf(strict, InsertMode.UPDATE, PkMode.RECORD_VALUE, "id").write(order(1, 2));
    }

    @Test
    void aValueThatDoesNotFitIsRefusedWithItsColumn() {
        Destination small = aTable("orders")
                .with("id", TypeKind.INT8)
                .with("total", TypeKind.INT2)
                .keyedBy("id");

        plansOf(small, PkMode.RECORD_VALUE, "id")
                .refuses(order(1, 70_000), "column \"total\": out of range for smallint (22003)");
    }

    @Test
    void aRefusedRowLeavesThePlanAsItWas() {
        Destination small = aTable("orders")
                .with("id", TypeKind.INT8)
                .with("total", TypeKind.INT2)
                .keyedBy("id");
        PlanFixture plans = plansOf(small, PkMode.RECORD_VALUE, "id");
        assertThatThrownBy(() -> plans.write(order(1, 70_000))).isInstanceOf(DataException.class);

        RowBuffer row = plans.write(order(1, 7));

        assertThat(row.size()).isEqualTo(2 + 12 + 6);
    }

    @Test
    void valuesWithoutFieldsAreRefusedWithAdvice() {
        PlanFixture plans = plansOf(orders, PkMode.RECORD_KEY, "id");

        plans.refuses(
                aRecord(null, 1L, Schema.INT64_SCHEMA, 7L),
                "a value of type INT64 has no fields: use a converter that gives them, such as JsonConverter or"
                        + " AvroConverter");
        plans.refuses(
                aRecord(1L, 7L),
                "a value that is a number has no fields: use a converter that gives them, such as JsonConverter or"
                        + " AvroConverter");
        plans.refuses(aRecord(1L, null), "a record without a value makes no row");
    }

    @Test
    void equalSchemasShareAPlanAndASet() {
        PlanFixture plans = plansOf(orders, PkMode.RECORD_VALUE, "id");
        Schema equal = SchemaBuilder.struct()
                .field("total", Schema.OPTIONAL_INT32_SCHEMA)
                .field("id", Schema.INT64_SCHEMA)
                .build();

        RowPlan first = plans.plan(order(1, 2));
        RowPlan second = plans.plan(aRecord(null, null, equal, new Struct(equal).put("id", 1L)));

        assertThat(second).isSameAs(first);
        assertThat(plans.plan(order(3, 4))).isSameAs(first);
    }

    @Test
    void otherSchemasHavePlansOfTheirOwn() {
        PlanFixture plans = plansOf(orders, PkMode.RECORD_VALUE, "id");
        Schema wider = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("note", Schema.STRING_SCHEMA)
                .build();

        plans.write(order(1, 2));
        ColumnSet first = plans.columns();
        plans.write(aRecord(null, null, wider, new Struct(wider).put("id", 1L).put("note", "x")));
        ColumnSet second = plans.columns();
        plans.write(order(1, 2));

        assertThat(second).isNotSameAs(first);
        assertThat(plans.columns()).isSameAs(first);
    }

    private static SinkRecord order(long id, Integer total) {
        return aRecord(null, null, ORDER, new Struct(ORDER).put("id", id).put("total", total));
    }
}
