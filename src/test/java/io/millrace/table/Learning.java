package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InsertMode;
import io.millrace.config.Quoting;
import io.millrace.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Learns tables of a test's database. Confined to a test. */
final class Learning {
    private static final Set<Privilege> ALL = Set.of(Privilege.values());

    private final TestDatabase database;
    private final String role;

    private Learning(TestDatabase database, String role) {
        this.database = database;
        this.role = role;
    }

    static Learning from(TestDatabase database) {
        return new Learning(database, database.user());
    }

    static Learning from(TestDatabase database, String role) {
        return new Learning(database, role);
    }

    Lookup find(Quoting quoting, String schema, String name) throws SQLException {
        try (Connection connection = database.connectAs(role)) {
            return new Catalogue(quoting, ALL).find(connection, new TableId(schema, name));
        }
    }

    TableShape shape(String name) throws SQLException {
        Lookup lookup = find(Quoting.ALWAYS, "", name);
        assertThat(lookup).isInstanceOf(Lookup.Found.class);
        return ((Lookup.Found) lookup).shape();
    }

    String whyMissing(String schema, String name) throws SQLException {
        Lookup lookup = find(Quoting.ALWAYS, schema, name);
        assertThat(lookup).isInstanceOf(Lookup.None.class);
        return ((Lookup.None) lookup).reason();
    }

    Choice upsertKey(String table, String... fields) throws SQLException {
        return new KeyRule(true, List.of(fields), InsertMode.UPSERT, Quoting.ALWAYS).choose(shape(table));
    }
}
