package io.millrace.table;

import static io.millrace.config.Quoting.ALWAYS;
import static io.millrace.config.Quoting.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueIT {
    private TestDatabase database;
    private Learning learning;

    @BeforeEach
    void learnFromAnEmptyDatabase() throws SQLException {
        database = TestDatabase.fresh();
        learning = Learning.from(database);
    }

    @Test
    void theVeryNameComesBeforeOneThatDiffersInCase() throws SQLException {
        database.execute("CREATE TABLE \"Orders\" (a int)", "CREATE TABLE orders (b int)");

        assertThat(learning.shape("Orders").id().name()).isEqualTo("Orders");
        assertThat(learning.shape("orders").id().name()).isEqualTo("orders");
    }

    @Test
    void theOnlyNameThatDiffersInCaseIsFoundWithItsSchema() throws SQLException {
        database.execute("CREATE SCHEMA \"Sales\"", "CREATE TABLE \"Sales\".\"Ärger\" (a int)");

        assertThat(learning.find(ALWAYS, "SALES", "ÄRGER"))
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        found -> assertThat(found.shape().id()).isEqualTo(new TableId("Sales", "Ärger")));
    }

    @Test
    void twoNamesThatDifferInCaseAreBothNamed() throws SQLException {
        database.execute("CREATE TABLE \"Orders\" (a int)", "CREATE TABLE \"ORDERS\" (b int)");

        assertThat(learning.whyMissing("", "orders"))
                .isEqualTo("table orders could be any of \"public\".\"ORDERS\" and \"public\".\"Orders\", which differ"
                        + " in case alone: name one of them exactly");
    }

    @Test
    void unquotedNamesAreFolded() throws SQLException {
        database.execute(
                "CREATE TABLE \"Orders\" (a int)", "CREATE TABLE orders (b int)", "CREATE TABLE \"Mixed\" (c int)");

        assertThat(learning.find(NEVER, "PUBLIC", "ORDERS"))
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        found -> assertThat(found.shape().id().name()).isEqualTo("orders"));
        assertThat(learning.find(NEVER, "", "Mixed"))
                .isEqualTo(new Lookup.Absent(
                        new TableId("public", "mixed"),
                        "table mixed does not exist in the search path (public): create it,"
                                + " with a column for each field of its records, or set auto.create=true"));
    }

    @Test
    void theSearchPathDecidesWhereNoSchemaIsNamed() throws SQLException {
        database.execute(
                "CREATE SCHEMA app",
                "CREATE TABLE app.orders (a int)",
                "CREATE TABLE orders (b int)",
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = app, public', current_database()); END $$");

        assertThat(learning.shape("orders").id().schema()).isEqualTo("app");
    }

    @Test
    void namesWithAnyCharactersAreFound() throws SQLException {
        String name = "o'r\"d;e--r/*s$1? äöü";
        database.execute("CREATE TABLE " + Identifier.quote(name) + " (\"c'\"\"?;\" int)");

        TableShape shape = learning.shape(name);

        assertThat(shape.id().name()).isEqualTo(name);
        assertThat(shape.columns().get(0).name()).isEqualTo("c'\"?;");
    }

    @Test
    void aNamePostgresqlWouldCutFindsNothing() throws SQLException {
        String longest = "x".repeat(63);
        database.execute("CREATE TABLE " + longest + " (a int)");

        assertThat(learning.shape(longest).id().name()).isEqualTo(longest);
        assertThat(learning.whyMissing("public", longest + "y"))
                .startsWith("table public." + longest + "y does not exist, and cannot: its name has 64 bytes");
    }

    @Test
    void aMissingSchemaIsToldApartFromAMissingTable() throws SQLException {
        assertThat(learning.whyMissing("sales", "orders"))
                .isEqualTo("schema sales does not exist: CREATE SCHEMA \"sales\", or set auto.create=true");
        assertThat(learning.whyMissing("public", "orders"))
                .isEqualTo("table public.orders does not exist: create it, with a column for each field of its"
                        + " records, or set auto.create=true");
        assertThat(learning.whyMissing("", "orders"))
                .startsWith("table orders does not exist in the search path (public): create it");
        assertThat(learning.whyMissing("", "or\0ders"))
                .isEqualTo("the table's name holds U+0000, which no name in PostgreSQL can");
    }

    @Test
    void whatTakesNoRowsIsRefused() throws SQLException {
        database.execute(
                "CREATE SEQUENCE counter",
                "CREATE MATERIALIZED VIEW summary AS SELECT 1 AS a",
                "CREATE VIEW totals AS SELECT count(*) FROM pg_class",
                "CREATE TABLE bare ()");

        assertThat(learning.whyMissing("", "counter")).isEqualTo("public.counter is a sequence, which takes no rows");
        assertThat(learning.whyMissing("", "summary"))
                .isEqualTo("public.summary is a materialized view, which takes no rows");
        assertThat(learning.whyMissing("", "totals"))
                .isEqualTo("public.totals is a view into which PostgreSQL inserts nothing");
        assertThat(learning.whyMissing("", "bare")).isEqualTo("public.bare has no columns, or was dropped just now");
        assertThat(learning.whyMissing("pg_catalog", "pg_class"))
                .isEqualTo("pg_catalog.pg_class belongs to PostgreSQL itself");
    }
}
