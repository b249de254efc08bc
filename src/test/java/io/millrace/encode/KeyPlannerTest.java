package io.millrace.encode;

import static io.millrace.encode.PlanFixture.aRecord;
import static io.millrace.encode.PlanFixture.plansOf;
import static io.millrace.testing.BytesAssert.assertThat;
import static io.millrace.testing.TableBuilder.aTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.PkMode;
import io.millrace.table.Destination;
import io.millrace.table.TypeKind;
import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class KeyPlannerTest {
    private static final Schema KEY = SchemaBuilder.struct()
            .field("line", Schema.OPTIONAL_INT32_SCHEMA)
            .field("id", Schema.INT64_SCHEMA)
            .field("other", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Map<String, Object> NOTHING = Map.of();

    private final Destination orders = table().keyedBy("id");
    private final Destination lines = table().keyedBy("id", "line");

    @Test
    void aPrimitiveKeyFillsTheOnlyKeyColumn() {
        PlanFixture plans = plansOf(orders, PkMode.RECORD_KEY, "id");

        assertThat(plans.write(aRecord(Schema.INT64_SCHEMA, 42L, null, NOTHING)))
                .isEncodedAs(bigint(42));
        assertThat(plans.write(aRecord(42L, NOTHING))).isEncodedAs(bigint(42));
        assertThat(plans.write(aRecord("42", NOTHING))).isEncodedAs(bigint(42));
    }

    @Test
    void aPrimitiveKeyCannotFillTwoColumns() {
        plansOf(lines, PkMode.RECORD_KEY, "id", "line")
                .refuses(
                        aRecord(Schema.INT64_SCHEMA, 42L, null, NOTHING),
                        "a key that is one value cannot fill several key columns: name one in pk.fields, or use a"
                                + " converter that gives the key's fields");
    }

    @Test
    void aStructKeyFillsItsColumnsByName() {
        Struct key = new Struct(KEY).put("id", 42L).put("line", 7);

        RowBuffer row = plansOf(lines, PkMode.RECORD_KEY).write(aRecord(KEY, key, null, NOTHING));

        assertThat(row).isEncodedAs(line(42, 7));
    }

    @Test
    void aMapKeyFillsItsColumnsByName() {
        RowBuffer row = plansOf(lines, PkMode.RECORD_KEY, "id", "line")
                .write(aRecord(Map.of("LINE", 7L, "id", 42L, "other", "x"), NOTHING));

        assertThat(row).isEncodedAs(line(42, 7));
    }

    @Test
    void aStructKeyThatLacksAFieldIsRefusedByName() {
        Schema schema = SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();

        plansOf(lines, PkMode.RECORD_KEY)
                .refuses(
                        aRecord(schema, new Struct(schema).put("id", 1L), null, NOTHING),
                        "the record's key has no field for key column \"line\" of public.orders; see pk.mode and"
                                + " pk.fields");
    }

    @Test
    void theKeyWinsOverAFieldOfTheValue() {
        PlanFixture plans = plansOf(orders, PkMode.RECORD_KEY, "id");

        RowBuffer row = plans.write(aRecord(42L, Map.of("id", 1L)));

        assertThat(row).isEncodedAs(bigint(42));
        assertThat(plans.names()).containsExactly("id");
    }

    @Test
    void aRecordWithoutAKeyIsRefused() {
        String reason = "the record has no key, and pk.mode=record_key takes the row's key from it (23502)";

        plansOf(orders, PkMode.RECORD_KEY, "id").refuses(aRecord(null, NOTHING), reason);
        plansOf(orders, PkMode.RECORD_KEY, "id").refuses(aRecord(KEY, null, null, NOTHING), reason);
    }

    @Test
    void aNullInTheKeyIsRefusedByName() {
        SinkRecord record = aRecord(KEY, new Struct(KEY).put("id", 1L), null, NOTHING);

        plansOf(lines, PkMode.RECORD_KEY, "id", "line").refuses(record, "null in key column \"line\" (23502)");
    }

    @Test
    void aNullInTheKeyIsWrittenWhereNullsAreEqual() {
        SinkRecord record = aRecord(KEY, new Struct(KEY).put("id", 1L), null, NOTHING);

        RowBuffer row = plansOf(table().nullsEqual().keyedBy("id", "line"), PkMode.RECORD_KEY)
                .write(record);

        assertThat(row).isEncodedAs(out -> {
            out.putShort(2);
            out.putInt(8);
            out.putLong(1);
            out.putInt(-1);
        });
    }

    @Test
    void coordinatesAreTheOriginalOnesInTheOrderOfTheFields() {
        Destination log = aTable("log")
                .with("place", TypeKind.INT8)
                .with("topic", TypeKind.TEXT)
                .with("part", TypeKind.INT4)
                .keyedBy("part", "place", "topic");
        SinkRecord routed = aRecord(null, NOTHING).newRecord("elsewhere", 9, null, null, null, NOTHING, null);

        RowBuffer row = plansOf(log, PkMode.KAFKA, "topic", "part", "place").write(routed);

        assertThat(row).isEncodedAs(out -> {
            out.putShort(3);
            out.putInt(4);
            out.putInt(3);
            out.putInt(8);
            out.putLong(1841);
            out.putInt(6);
            out.putBytes("orders".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        });
    }

    @Test
    void aKeyColumnThatIsNoCoordinateIsRefused() {
        plansOf(orders, PkMode.KAFKA)
                .refuses(
                        aRecord(null, NOTHING),
                        "pk.mode=kafka needs pk.fields to name the columns of topic, partition and offset in this"
                                + " order, and key column \"id\" of public.orders is none of them");
    }

    @Test
    void theLastHeaderOfTheNameFillsTheColumn() {
        SinkRecord record = aRecord(null, NOTHING);
        record.headers().addLong("id", 1).addString("id", "42").addLong("other", 3);

        RowBuffer row = plansOf(orders, PkMode.RECORD_HEADER, "id").write(record);

        assertThat(row).isEncodedAs(bigint(42));
    }

    @Test
    void eachHeaderIsReadByItsOwnSchema() {
        Destination days = aTable("days").with("day", TypeKind.DATE).keyedBy("day");
        PlanFixture plans = plansOf(days, PkMode.RECORD_HEADER, "day");
        SinkRecord typed = aRecord(null, NOTHING);
        typed.headers().add("day", new java.util.Date(0), Timestamp.SCHEMA);
        SinkRecord loose = aRecord(null, NOTHING);
        loose.headers().add("day", "1970-01-01", null);

        RowBuffer first = plans.write(typed);

        assertThat(plans.write(loose)).isEncodedAs(out -> out.putBytes(first.array(), 0, first.size()));
    }

    @Test
    void aMissingHeaderIsANullKey() {
        plansOf(orders, PkMode.RECORD_HEADER, "id")
                .refuses(aRecord(null, NOTHING), "null in key column \"id\" (23502)");
    }

    @Test
    void aTombstoneBringsTheKeyAloneWhateverItsSchema() {
        PlanFixture plans = plansOf(orders, PkMode.RECORD_KEY, "id");
        Schema value = SchemaBuilder.struct()
                .optional()
                .field("colour", Schema.STRING_SCHEMA)
                .build();

        RowBuffer row = plans.delete(aRecord(Schema.INT64_SCHEMA, 42L, value, null));

        assertThat(row).isEncodedAs(bigint(42));
        assertThat(plans.names()).containsExactly("id");
    }

    @Test
    void aTombstoneHasNoKeyInItsValue() {
        PlanFixture plans = plansOf(orders, PkMode.RECORD_VALUE, "id");

        assertThatThrownBy(() -> plans.delete(aRecord(1L, null)))
                .isInstanceOf(DataException.class)
                .hasMessage("the record deletes a row of which it tells nothing, and pk.mode=record_value takes"
                        + " the key from there; deletes by the record's own key need pk.mode=record_key");
    }

    @Test
    void aDeletedRowBringsItsKeyInItsFieldsAndADefaultIsNone() {
        Schema row = SchemaBuilder.struct()
                .field("id", SchemaBuilder.int64().optional().defaultValue(5L).build())
                .build();
        PlanFixture plans = plansOf(orders, PkMode.RECORD_VALUE, "id");

        assertThat(plans.delete(aRecord(null, null, row, new Struct(row).put("id", 42L))))
                .isEncodedAs(bigint(42));
        assertThat(plans.delete(aRecord(null, Map.of("id", 42L)))).isEncodedAs(bigint(42));
        assertThatThrownBy(() -> plans.delete(aRecord(null, null, row, new Struct(row))))
                .isInstanceOf(DataException.class)
                .hasMessage("null in key column \"id\" (23502)");
    }

    @Test
    void nothingIsDeletedWithoutAKey() {
        PlanFixture plans = plansOf(table().keyless(), PkMode.NONE);

        assertThatThrownBy(() -> plans.delete(aRecord(1L, null)))
                .isInstanceOf(DataException.class)
                .hasMessage("public.orders is written without a key, so nothing can be deleted from it");
    }

    @Test
    void whereTheKeyIsElsewhereTheRecordsKeyDoesNotMatter() {
        PlanFixture plans = plansOf(orders, PkMode.RECORD_VALUE, "id");

        RowPlan first = plans.plan(aRecord(KEY, new Struct(KEY), null, Map.of("id", 1L)));

        assertThat(plans.plan(aRecord("x", Collections.singletonMap("id", 1L)))).isSameAs(first);
    }

    private static io.millrace.testing.TableBuilder table() {
        return aTable("orders").with("id", TypeKind.INT8).with("line", TypeKind.INT4);
    }

    private static Consumer<RowBuffer> bigint(long id) {
        return out -> {
            out.putShort(1);
            out.putInt(8);
            out.putLong(id);
        };
    }

    private static Consumer<RowBuffer> line(long id, int line) {
        return out -> {
            out.putShort(2);
            out.putInt(8);
            out.putLong(id);
            out.putInt(4);
            out.putInt(line);
        };
    }
}
