package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of tables and columns are quoted, whatever characters topics, headers and fields bring. */
class QuotedNamesIT {
    private static final String EVIL = "t\"; DROP TABLE victim; --";

    private static TestDatabase shared;

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "copy | t\"; DROP TABLE victim; --",
                "unnest | t\"; DROP TABLE victim; --",
                "copy | a.b",
                "unnest | a.b",
                "copy | it's ? $1 {d '1'} :x %s",
                "unnest | it's ? $1 {d '1'} :x %s",
                "copy | SELECT",
                "unnest | Größe 尺寸 \\ \t"
            })
    void tableAndColumnsMayBeCalledAnything(String method, String name) throws SQLException {
        TestDatabase database = shared.cleared();
        String quoted = '"' + name.replace("\"", "\"\"") + '"';
        database.execute(
                "CREATE TABLE victim (v int)",
                "CREATE TABLE " + quoted + " (" + quoted + " int PRIMARY KEY, \""
                        + quoted.substring(1, quoted.length() - 1) + "2\" text)");
        PartitionLog log = PartitionLog.of("topic", 0);
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < 20; id++) {
            records.add(named(name, log.append(fields(name, id), fields(name + "2", "v" + id))));
        }
        records.add(named(name, log.append(fields(name, 0), null)));
        Settings settings = Settings.upserting(database)
                .with("table.name.format", "${header.table}")
                .with("write.method", method);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition()).deliver(records).awaitDurable();
        }

        assertThat(database.count(quoted)).isEqualTo(19);
        assertThat(database.count("victim")).isZero();
    }

    private static SinkRecord named(String table, SinkRecord record) {
        record.headers().addString("table", table);
        return record;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {EVIL, "", "no such", "pg_catalog.pg_class"})
    void aNameThatNoTableHasFailsAndHarmsNothing(String name) throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE victim (v int)");
        PartitionLog log = PartitionLog.of("topic", 0);
        Settings settings = Settings.of(database).with("table.name.format", "${header.table}");
        TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());

        driver.put(List.of(named(name, log.append(null, fields("v", 1)))));
        ConnectException failure = driver.awaitFailure();
        driver.close();

        assertThat(failure).hasMessageStartingWith("topic-0@0: ");
        assertThat(database.count("victim")).isZero();
    }

    @Test
    void namesDifferingInCaseAloneFindTheOnlyTableThereIs() throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE \"Orders\" (\"Id\" int PRIMARY KEY, \"totalAmount\" int)");
        PartitionLog log = PartitionLog.of("ORDERS", 0);

        try (TaskDriver driver = TaskDriver.start(Settings.upserting(database).map())) {
            driver.open(log.partition())
                    .deliver(List.of(log.append(fields("ID", 1), fields("TOTALAMOUNT", 2))))
                    .awaitDurable();
        }

        assertThat(database.ask("SELECT \"Id\" || ' ' || \"totalAmount\" FROM \"Orders\""))
                .isEqualTo("1 2");
    }

    @Test
    void topicsFindTheirTablesByMappingByFieldsAndByPartition() throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute(
                "CREATE SCHEMA IF NOT EXISTS sales",
                "DROP TABLE IF EXISTS sales.orders, sales.\"eu.returns\"",
                "CREATE TABLE sales.orders (kind text, v int)",
                "CREATE TABLE sales.\"eu.returns\" (kind text, v int)",
                "CREATE TABLE clicks_0 (kind text, v int)",
                "CREATE TABLE views_1 (kind text, v int)");
        PartitionLog orders = PartitionLog.of("orders", 0);
        PartitionLog returns = PartitionLog.of("eu.returns", 0);
        PartitionLog events = PartitionLog.of("events", 0);
        PartitionLog moreEvents = PartitionLog.of("events", 1);
        Settings settings = Settings.of(database)
                .with("topics.to.tables.mapping", "orders:sales.orders,/(eu\\..*)/:sales.$1")
                .with("table.name.format", "${field.kind}_${partition}");

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(orders.partition(), returns.partition(), events.partition(), moreEvents.partition())
                    .deliver(List.of(
                            orders.append(null, fields("kind", "order", "v", 1)),
                            returns.append(null, fields("kind", "return", "v", 2)),
                            events.append(null, fields("kind", "clicks", "v", 3)),
                            moreEvents.append(null, fields("kind", "views", "v", 4))))
                    .awaitDurable();
        }

        assertThat(database.ask("SELECT v FROM sales.orders")).isEqualTo("1");
        assertThat(database.ask("SELECT v FROM sales.\"eu.returns\"")).isEqualTo("2");
        assertThat(database.ask("SELECT v FROM clicks_0")).isEqualTo("3");
        assertThat(database.ask("SELECT v FROM views_1")).isEqualTo("4");
    }
}
