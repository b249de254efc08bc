package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.DeliverySettings;
import io.millrace.config.Durability;
import io.millrace.config.Guarantee;
import io.millrace.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffsetTableStateIT {
    private TestDatabase database;

    @BeforeEach
    void makeDatabase() throws SQLException {
        database = TestDatabase.fresh();
    }

    @Test
    void aTableThatIsThereOrCanBeMadeIsInOrder() throws SQLException {
        database.execute(
                "CREATE SCHEMA \"Ops\"",
                table("Ops.o'ffsets").create(),
                table("there").create());

        assertThat(fault("Ops.o'ffsets")).isEmpty();
        assertThat(fault("there")).isEmpty();
        assertThat(fault("missing")).isEmpty();
        assertThat(fault("Ops.missing")).isEmpty();
    }

    @Test
    void aSchemaThatIsMissingIsToldWithItsStatement() throws SQLException {
        assertThat(fault("nosuch.tab"))
                .isEqualTo("schema nosuch of table nosuch.tab does not exist: CREATE SCHEMA \"nosuch\","
                        + " or name another table by exactly.once.table");
    }

    @Test
    void aTableWithOtherColumnsIsNotTakenForOneOfOffsets() throws SQLException {
        database.execute("CREATE TABLE orders (id int)");

        assertThat(fault("public.orders"))
                .startsWith("table public.orders is not a table of offsets, for it lacks columns of one:"
                        + " exactly.once.table has to name one of its own, which is made as: CREATE TABLE");
    }

    @Test
    void aTableThatACrashEmptiesIsRefused() throws SQLException {
        database.execute(table("fleeting").create().replace("CREATE TABLE", "CREATE UNLOGGED TABLE"));

        assertThat(fault("fleeting")).startsWith("table fleeting is UNLOGGED");
    }

    private static OffsetTable table(String name) {
        return OffsetTable.of(new DeliverySettings(Guarantee.EXACTLY_ONCE, "orders", name, Durability.COMMIT));
    }

    private String fault(String name) throws SQLException {
        try (Connection connection = database.connect()) {
            return OffsetTableState.ask(connection, table(name)).fault(table(name));
        }
    }
}
