package io.millrace.table;

import static io.millrace.config.InsertMode.IGNORE;
import static io.millrace.config.InsertMode.INSERT;
import static io.millrace.config.InsertMode.UPDATE;
import static io.millrace.config.InsertMode.UPSERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InsertMode;
import io.millrace.config.Quoting;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRuleTest {
    @Test
    void thePrimaryKeyDecidesWhereNoFieldsAreNamed() {
        TableShape shape =
                Shapes.orders().columns("a", "b", "c").primaryKey("c", "a").shape();

        assertThat(keyOf(keyed(UPSERT).choose(shape))).containsExactly("c", "a");
    }

    @Test
    void withoutPrimaryKeyTheFieldsMustBeNamed() {
        TableShape shape = Shapes.orders().columns("id").unique("id").shape();

        assertThat(keyed(UPDATE).choose(shape))
                .isEqualTo(new Choice.Unusable(
                        "table public.orders has no primary key to take the key's columns from: name them in pk.fields,"
                                + " or ALTER TABLE \"public\".\"orders\" ADD PRIMARY KEY (…)"));
    }

    @Test
    void namedFieldsKeepTheirOrderAndFindColumnsWhateverTheCase() {
        TableShape shape = Shapes.orders()
                .columns("Region", "id")
                .primaryKey("Region", "id")
                .shape();

        assertThat(keyOf(keyed(UPSERT, "ID", "region").choose(shape))).containsExactly("id", "Region");
    }

    @Test
    void aFieldWithoutColumnIsNamed() {
        TableShape shape = Shapes.orders().columns("id").primaryKey("id").shape();

        assertThat(keyed(UPSERT, "id", "region").choose(shape))
                .isEqualTo(new Choice.Unusable("pk.fields: table public.orders has no column for field region"));
    }

    @Test
    void aColumnNamedTwiceIsRefused() {
        TableShape shape = Shapes.orders().columns("id").primaryKey("id").shape();

        assertThat(keyed(UPSERT, "id", "ID").choose(shape))
                .isEqualTo(new Choice.Unusable("pk.fields names column id of public.orders twice"));
    }

    @Test
    void aGeneratedColumnCannotBeAKey() {
        TableShape shape = Shapes.orders().generated("id").primaryKey("id").shape();

        assertThat(keyed(UPSERT).choose(shape))
                .isEqualTo(new Choice.Unusable("column id of public.orders cannot be part of the key, since PostgreSQL"
                        + " generates its value (GENERATED ALWAYS AS)"));
    }

    @Test
    void onlyOnConflictNeedsAConflictTarget() {
        TableShape shape = Shapes.orders().columns("id").shape();

        assertThat(keyed(UPDATE, "id").choose(shape)).isInstanceOf(Choice.Chosen.class);
        assertThat(keyed(INSERT, "id").choose(shape)).isInstanceOf(Choice.Chosen.class);
        assertThat(keyed(UPSERT, "id").choose(shape)).isInstanceOf(Choice.Unusable.class);
        assertThat(keyed(IGNORE, "id").choose(shape)).isInstanceOf(Choice.Unusable.class);
    }

    @Test
    void nullsAreEqualWhereTheIndexSaysSo() {
        UniqueIndex index = new UniqueIndex("orders_key", List.of("id"), false, true, false, false, true);
        TableShape shape = Shapes.orders().columns("id").index(index).shape();

        assertThat(destination(keyed(UPSERT, "id").choose(shape)).nullsEqual()).isTrue();
    }

    private static KeyRule keyed(InsertMode mode, String... fields) {
        return new KeyRule(true, List.of(fields), mode, Quoting.ALWAYS);
    }

    private static List<String> keyOf(Choice choice) {
        return destination(choice).key().stream().map(Column::name).toList();
    }

    private static Destination destination(Choice choice) {
        assertThat(choice).isInstanceOf(Choice.Chosen.class);
        return ((Choice.Chosen) choice).destination();
    }
}
