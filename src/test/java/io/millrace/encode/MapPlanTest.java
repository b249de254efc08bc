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
import io.millrace.table.TypeKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class MapPlanTest {
    private final Destination orders = aTable("orders")
            .with("id", TypeKind.INT8)
            .with("total", TypeKind.INT4)
            .with("note", TypeKind.TEXT)
            .keyedBy("id");
    private final PlanFixture plans = plansOf(orders, PkMode.RECORD_VALUE, "id");

    @Test
    void entriesAreWrittenInTheTablesOrder() {
        RowBuffer row = plans.write(aRecord(null, Map.of("note", "x", "total", 7L, "id", 42L)));

        assertThat(row).isEncodedAs(out -> {
            out.putShort(3);
            out.putInt(8);
            out.putLong(42);
            out.putInt(4);
            out.putInt(7);
            out.putInt(1);
            out.putByte('x');
        });
    }

    @Test
    void anEntryThatIsNullIsWrittenAndAMissingOneIsNot() {
        Map<String, Object> value = Collections.singletonMap("note", null);

        RowBuffer row = plansOf(orders, PkMode.RECORD_KEY, "id").write(aRecord(42L, value));

        assertThat(row).isEncodedAs(out -> {
            out.putShort(2);
            out.putInt(8);
            out.putLong(42);
            out.putInt(-1);
        });
    }

    @Test
    void eachSetOfEntriesHasOneInstance() {
        plans.write(aRecord(null, Map.of("id", 1L, "note", "x")));
        ColumnSet first = plans.columns();
        plans.write(aRecord(null, Map.of("id", 1L, "total", 1L)));
        ColumnSet second = plans.columns();
        plans.write(aRecord(null, Map.of("id", 1L, "note", "y")));

        assertThat(second).isNotSameAs(first);
        assertThat(plans.columns()).isSameAs(first);
    }

    @Test
    void aKeyIsFoundByWhateverNameMeansItsColumn() {
        RowBuffer row = plans.write(aRecord(null, Map.of("ID", 42L)));

        assertThat(row).isEncodedAs(out -> {
            out.putShort(1);
            out.putInt(8);
            out.putLong(42);
        });
    }

    @Test
    void aMissingKeyIsRefused() {
        plans.refuses(aRecord(null, Map.of("note", "x")), "null in key column \"id\" (23502)");
    }

    @Test
    void anEntryWithoutAColumnIsRefusedByName() {
        plans.refuses(
                aRecord(null, Map.of("id", 1L, "colour", "red")),
                "field \"colour\" has no column in public.orders: add the column"
                        + " (auto.evolve=true does it where the value has a schema), or set unknown.fields=ignore or store");
    }

    @Test
    void keysThatAreNoNamesAreRefused() {
        plans.refuses(aRecord(null, Map.of(1L, "x")), "a map with keys that are no strings cannot become a row");
    }

    @Test
    void nestedValuesThatCannotBeAreRefusedByName() {
        plans.refuses(
                aRecord(null, Map.of("id", 1L, "total", List.of())),
                "column \"total\": an array cannot become integer (42804)");
    }

    @Test
    void nothingOfARefusedRecordReachesTheNext() {
        assertThatThrownBy(() -> plans.write(aRecord(null, Map.of("id", 1L, "total", "many", "note", "x"))))
                .isInstanceOf(DataException.class)
                .hasMessage("column \"total\": invalid input syntax for type integer (22P02)");

        plans.write(aRecord(null, Map.of("id", 1L)));

        assertThat(plans.names()).containsExactly("id");
    }

    @Test
    void aRequiredColumnWithoutAnEntryIsRefusedEachTime() {
        Destination strict = aTable("orders")
                .with("id", TypeKind.INT8)
                .notNull("total", TypeKind.INT4)
                .keyedBy("id");
        PlanFixture inserts = plansOf(strict, InsertMode.INSERT, PkMode.RECORD_VALUE, "id");
        String reason = "the record has no field for column \"total\" of public.orders, which is NOT NULL and has no"
                + " default (23502)";

        inserts.refuses(aRecord(null, Map.of("id", 1L)), reason);
        inserts.refuses(aRecord(null, Map.of("id", 1L)), reason);
        inserts.write(aRecord(null, Map.of("id", 1L, "total", 1L)));
    }

    @Test
    void aMapWithASchemaSaysWhatItsValuesMean() {
        Destination days = aTable("days")
                .with("id", TypeKind.INT8)
                .with("day", TypeKind.TEXT)
                .keyedBy("id");
        Schema schema = SchemaBuilder.map(Schema.STRING_SCHEMA, Date.SCHEMA).build();

        RowBuffer row = plansOf(days, PkMode.RECORD_KEY, "id")
                .write(aRecord(null, 1L, schema, Map.of("day", new java.util.Date(0))));

        assertThat(row).isEncodedAs(out -> {
            out.putShort(2);
            out.putInt(8);
            out.putLong(1);
            out.putInt(10);
            out.putBytes("1970-01-01".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        });
    }
}
