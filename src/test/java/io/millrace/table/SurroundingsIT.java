package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Quoting;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsIT {
    private TestDatabase database;
    private Learning learning;

    @BeforeEach
    void openADatabase() throws SQLException {
        database = TestDatabase.fresh();
        database.execute(
                "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TABLE orders (id int PRIMARY KEY, during int4range)",
                "CREATE TABLE parted (id int) PARTITION BY LIST (id)",
                "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1)");
        learning = Learning.from(database);
    }

    @Test
    void aPlainTableTiesNothing() throws SQLException {
        TableShape shape = learning.shape("orders");

        assertThat(shape.kind()).isEqualTo(RelationKind.TABLE);
        assertThat(shape.copyable()).isTrue();
        assertThat(shape.tiesRows()).isFalse();
        assertThat(shape.hasForeignKeys()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "BEFORE INSERT, ROW, true",
        "AFTER UPDATE OF during, ROW, true",
        "AFTER DELETE, STATEMENT, true",
        "BEFORE TRUNCATE, STATEMENT, false"
    })
    void triggersThatRowsFireTieThem(String event, String level, boolean ties) throws SQLException {
        database.execute("CREATE TRIGGER t " + event + " ON orders FOR EACH " + level + " EXECUTE FUNCTION nothing()");

        assertThat(learning.shape("orders").tiesRows()).isEqualTo(ties);
    }

    @Test
    void aDisabledTriggerDoesNot() throws SQLException {
        database.execute(
                "CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION nothing()",
                "ALTER TABLE orders DISABLE TRIGGER t");

        assertThat(learning.shape("orders").tiesRows()).isFalse();
    }

    @Test
    void anExclusionConstraintTiesRows() throws SQLException {
        database.execute("ALTER TABLE orders ADD EXCLUDE USING gist (during WITH &&)");

        TableShape shape = learning.shape("orders");

        assertThat(shape.tiesRows()).isTrue();
        assertThat(shape.uniqueIndexes()).hasSize(1);
    }

    @Test
    void aRuleTiesRowsAndRulesOutCopy() throws SQLException {
        database.execute("CREATE RULE r AS ON INSERT TO orders DO ALSO NOTIFY orders");

        TableShape shape = learning.shape("orders");

        assertThat(shape.tiesRows()).isTrue();
        assertThat(shape.copyable()).isFalse();
    }

    @Test
    void aPartitionedTableIsCopiedInto() throws SQLException {
        TableShape shape = learning.shape("parted");

        assertThat(shape.kind()).isEqualTo(RelationKind.PARTITIONED);
        assertThat(shape.partitionKey()).containsExactly("id");
        assertThat(shape.copyable()).isTrue();
        assertThat(shape.tiesRows()).isFalse();
    }

    @Test
    void whatOnePartitionAloneHasTiesRowsToo() throws SQLException {
        database.execute("CREATE UNIQUE INDEX ON parted_1 ((id / 2))");

        assertThat(learning.shape("parted").tiesRows()).isTrue();
    }

    @Test
    void anIndexOfTheWholePartitionedTableIsItsOwn() throws SQLException {
        database.execute("ALTER TABLE parted ADD PRIMARY KEY (id)");

        TableShape shape = learning.shape("parted");

        assertThat(shape.tiesRows()).isFalse();
        assertThat(shape.primaryKey().orElseThrow().columns()).containsExactly("id");
    }

    @Test
    void foreignKeysAreKnownFromBothEnds() throws SQLException {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.lines (id int PRIMARY KEY, order_id int REFERENCES orders, twin int REFERENCES shop.lines)");

        Lookup lookup = learning.find(Quoting.ALWAYS, "shop", "lines");

        assertThat(lookup).isInstanceOfSatisfying(Lookup.Found.class, found -> {
            assertThat(found.shape().references()).containsExactly(new TableId("public", "orders"));
            assertThat(found.shape().referenced()).isFalse();
            assertThat(found.shape().tiesRows()).isTrue();
        });
        assertThat(learning.shape("orders").referenced()).isTrue();
        assertThat(learning.shape("orders").references()).isEmpty();
    }

    @Test
    void foreignKeysOfPartitionsCountForTheWhole() throws SQLException {
        database.execute("ALTER TABLE parted_1 ADD FOREIGN KEY (id) REFERENCES orders");

        assertThat(learning.shape("parted").references()).containsExactly(new TableId("public", "orders"));
    }

    @Test
    void aViewTakesRowsButNoCopyAndWhatItHidesMayTieThem() throws SQLException {
        database.execute("CREATE VIEW recent AS SELECT id FROM orders");

        TableShape shape = learning.shape("recent");

        assertThat(shape.kind()).isEqualTo(RelationKind.VIEW);
        assertThat(shape.copyable()).isFalse();
        assertThat(shape.tiesRows()).isTrue();
    }

    @Test
    void aForeignTableTakesRowsWhereItsWrapperDoes() throws SQLException {
        database.execute(
                "CREATE EXTENSION postgres_fdw",
                "CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw",
                "CREATE FOREIGN TABLE remote (id int) SERVER far",
                "CREATE FOREIGN TABLE fixed (id int) SERVER far OPTIONS (updatable 'false')");

        TableShape shape = learning.shape("remote");

        assertThat(shape.kind()).isEqualTo(RelationKind.FOREIGN);
        assertThat(shape.copyable()).isFalse();
        assertThat(learning.whyMissing("", "fixed"))
                .isEqualTo("public.fixed is a foreign table into which PostgreSQL inserts nothing");
    }
}
