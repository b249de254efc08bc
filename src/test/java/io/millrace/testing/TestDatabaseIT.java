package io.millrace.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestDatabaseIT {
    @Test
    void whatItCommitsIsDurable() throws SQLException {
        TestDatabase database = TestDatabase.fresh();

        String settings = database.ask("SELECT current_setting('fsync') || current_setting('synchronous_commit')");

        assertThat(settings).isEqualTo("onon");
    }

    @Test
    void eachIsItsOwn() throws SQLException {
        TestDatabase one = TestDatabase.fresh();
        TestDatabase other = TestDatabase.fresh();

        one.execute("CREATE TABLE orders (id int8)");

        assertThat(other.ask("SELECT to_regclass('orders')")).isNull();
    }
}
