package io.millrace.write;

import io.millrace.config.Quoting;
import io.millrace.table.Difference;
import io.millrace.table.Differences;
import io.millrace.table.TableChanger;
import io.millrace.table.TableDraft;
import io.millrace.table.TableId;
import io.millrace.table.TableMaker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Creates and changes tables over a task's connections. On the catalogue's thread, which it blocks. */
public final class SchemaChanges {
    /** Somebody else made the same at the same moment: the next look finds it. */
    private static final Set<String> MADE_BY_OTHERS = Set.of("42P06", "42P07", "42701", "42710", "23505");

    private final Connections connections;
    private final CatalogueReader reader;
    private final TableMaker maker;
    private final Quoting quoting;
    private final Clock clock;
    private final Grants grants;

    public SchemaChanges(
            Connections connections, CatalogueReader reader, TableMaker maker, Quoting quoting, Clock clock) {
        this.connections = connections;
        this.reader = reader;
        this.maker = maker;
        this.quoting = quoting;
        this.clock = clock;
        this.grants = new Grants(connections);
    }

    /** The table, which is created unless it is there by now. */
    public Learned create(TableId id, TableDraft draft) {
        String fault = maker.whyNot(draft);
        if (!fault.isEmpty()) {
            return new Learned.Unusable("table " + id + " could not be created: " + fault);
        }
        try {
            return DriverConnection.with(connections, connection -> {
                String why = maker.whyNot(connection);
                if (!why.isEmpty()) {
                    return new Learned.Unusable("table " + id + " could not be created: " + why);
                }
                maker.create(connection, id, draft, clock.instant());
                return reader.learn(connection, id);
            });
        } catch (SQLException e) {
            return failed("table " + id + " could not be created: ", e, () -> grants.toCreate(id));
        }
    }

    /** The table, changed as far as it can be so that it takes all that its records bring. */
    public Learned evolve(TableId id, TableDraft draft) {
        try {
            return DriverConnection.with(connections, connection -> {
                TableChanger.change(connection, id, draft, wanted -> differences(connection, id, wanted));
                return reader.learn(connection, id);
            });
        } catch (SQLException e) {
            return failed("table " + id + " could not be changed: ", e, () -> grants.toChange(id));
        }
    }

    private List<Difference> differences(Connection connection, TableId id, TableDraft draft) throws SQLException {
        return reader.learn(connection, id) instanceof Learned.Known known
                ? Differences.between(known.destination(), draft, quoting)
                : List.of();
    }

    private static Learned failed(String what, SQLException e, Supplier<String> grant) {
        String code = SqlState.code(e);
        boolean isPassing = SqlState.isTransient(e) || MADE_BY_OTHERS.contains(code);
        if (isPassing) {
            return new Learned.Unreachable(what + SqlState.describe(e));
        }
        boolean isDenied = code.equals(SqlState.GRANT);
        return new Learned.Unusable(
                what + (isDenied ? Condition.name(code) + " (" + code + "): " + grant.get() : SqlState.describe(e)));
    }
}
