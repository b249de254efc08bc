package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hard case 28: each conflict target PostgreSQL refuses is refused here first, and what we advise helps. */
class ConflictTargetIT {
    private static final String START =
            "rows of table public.orders cannot be told apart by (\"id\", \"Day\") for ON CONFLICT: ";
    private static final String UPSERT =
            "INSERT INTO orders (id, \"Day\", total) VALUES (1, 1, 1) ON CONFLICT (id, \"Day\") DO NOTHING";

    private TestDatabase database;

    @BeforeEach
    void openADatabase() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE orders (id int, \"Day\" int, total int)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 | 42P10 | no unique index is over just these columns: ALTER TABLE",
                "CREATE UNIQUE INDEX ON orders (id) | 42P10 | no unique index is over just these columns: ALTER TABLE",
                "ALTER TABLE orders ADD PRIMARY KEY (id) | 42P10 | no unique index is over just these columns: CREATE",
                "CREATE INDEX ON orders (id, \"Day\") | 42P10 | no unique index is over just these columns: ALTER TABLE",
                "CREATE UNIQUE INDEX x ON orders (id, \"Day\") WHERE total > 0 | 42P10 | unique index x is partial",
                "CREATE UNIQUE INDEX x ON orders (abs(id), \"Day\") | 42P10 | unique index x is over an expression",
                "ALTER TABLE orders ADD CONSTRAINT x UNIQUE (\"Day\", id) DEFERRABLE | 55000 | unique constraint x is deferrable",
                "ALTER TABLE orders ADD CONSTRAINT x PRIMARY KEY (id, \"Day\") DEFERRABLE | 55000 | unique constraint x is deferrable",
            })
    void whatServesNoConflictIsRefusedAndTheAdviceHelps(String ddl, String state, String fault) throws SQLException {
        database.execute(ddl);
        assertThatThrownBy(() -> database.execute(UPSERT))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));

        String reason = whyUnusable("id", "day");
        database.execute(reason.substring(reason.lastIndexOf(": ") + 2));

        assertThat(reason).startsWith(START + fault);
        assertThat(Learning.from(database).upsertKey("orders", "id", "day")).isInstanceOf(Choice.Chosen.class);
        database.execute(UPSERT);
    }

    @Test
    void anIndexLeftInvalidIsRefusedUntilItIsBuiltAnew() throws SQLException {
        database.execute("INSERT INTO orders VALUES (1, 1, 1), (1, 1, 2)");
        assertThatThrownBy(() -> database.execute("CREATE UNIQUE INDEX CONCURRENTLY x ON orders (id, \"Day\")"))
                .isInstanceOf(SQLException.class);
        database.execute("TRUNCATE orders");

        String reason = whyUnusable("id", "day");
        database.execute(reason.substring(reason.lastIndexOf(": ") + 2));

        assertThat(reason).isEqualTo(START + "unique index x is invalid: REINDEX INDEX CONCURRENTLY \"public\".\"x\"");
        assertThat(Learning.from(database).upsertKey("orders", "id", "day")).isInstanceOf(Choice.Chosen.class);
    }

    @Test
    void aDeferrableConstraintSpoilsAnotherIndexOverTheSameColumns() throws SQLException {
        database.execute(
                "ALTER TABLE orders ADD CONSTRAINT x PRIMARY KEY (id, \"Day\") DEFERRABLE",
                "CREATE UNIQUE INDEX y ON orders (\"Day\", id)");
        assertThatThrownBy(() -> database.execute(UPSERT)).isInstanceOf(SQLException.class);

        assertThat(whyUnusable("id", "day")).startsWith(START + "unique constraint x is deferrable (55000)");
    }

    @Test
    void aPartitionedTablesKeyMustHoldWhatItIsPartitionedBy() throws SQLException {
        database.execute(
                "CREATE TABLE parted (id int, day int, total int) PARTITION BY RANGE (day)",
                "CREATE TABLE computed (id int, day int) PARTITION BY RANGE (abs(day))",
                "CREATE TABLE keyed (id int, day int, PRIMARY KEY (day, id)) PARTITION BY RANGE (day)");

        assertThat(whyUnusableIn("parted", "id"))
                .endsWith(
                        "it is partitioned by (day) and a unique index must hold those columns: have them in pk.fields"
                                + " and in the table's primary key");
        assertThat(whyUnusableIn("parted", "id", "day"))
                .endsWith("ALTER TABLE \"public\".\"parted\" ADD PRIMARY KEY (\"id\", \"day\")");
        assertThat(whyUnusableIn("computed", "id"))
                .endsWith("it is partitioned by ((expression)) and has no unique index over an expression:"
                        + " use insert.mode=insert");
        assertThat(Learning.from(database).upsertKey("keyed")).isInstanceOf(Choice.Chosen.class);
    }

    @Test
    void aViewHasNoIndexes() throws SQLException {
        database.execute("CREATE VIEW recent AS SELECT id FROM orders");

        assertThat(whyUnusableIn("recent", "id"))
                .endsWith("it is a view, which has no indexes: name the table behind it, or use insert.mode=insert");
    }

    @Test
    void includedColumnsAreNotPartOfTheKey() throws SQLException {
        database.execute("CREATE UNIQUE INDEX ON orders (id) INCLUDE (total)");

        assertThat(Learning.from(database).upsertKey("orders", "id")).isInstanceOf(Choice.Chosen.class);
    }

    @Test
    void nullsThatAreNotDistinctAreKnownFromPostgresql15On() throws SQLException {
        boolean known = Integer.parseInt(database.ask("SHOW server_version_num")) >= 150_000;
        database.execute("CREATE UNIQUE INDEX ON orders (id) " + (known ? "NULLS NOT DISTINCT" : ""));

        Choice choice = Learning.from(database).upsertKey("orders", "id");

        assertThat(choice)
                .isInstanceOfSatisfying(
                        Choice.Chosen.class,
                        chosen -> assertThat(chosen.destination().nullsEqual()).isEqualTo(known));
    }

    @Test
    void anIndexThatComparesOtherwiseThanItsColumnIsNoConflictTarget() throws SQLException {
        database.execute(
                "CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TABLE people (name text)",
                "CREATE UNIQUE INDEX x ON people (name COLLATE blind)");

        assertThat(whyUnusableIn("people", "name")).contains("unique index x is over an expression");
    }

    private String whyUnusable(String... fields) throws SQLException {
        return whyUnusableIn("orders", fields);
    }

    private String whyUnusableIn(String table, String... fields) throws SQLException {
        Choice choice = Learning.from(database).upsertKey(table, fields);
        assertThat(choice).isInstanceOf(Choice.Unusable.class);
        return ((Choice.Unusable) choice).reason();
    }
}
