package io.millrace.write;

import io.millrace.table.Catalogue;
import io.millrace.table.Choice;
import io.millrace.table.KeyRule;
import io.millrace.table.Lookup;
import io.millrace.table.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Reads the catalogue over a task's connections. On whichever thread asks, which it blocks. */
public final class CatalogueReader {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Connections connections;
    private final Catalogue catalogue;
    private final KeyRule keys;

    public CatalogueReader(Connections connections, Catalogue catalogue, KeyRule keys) {
        this.connections = connections;
        this.catalogue = catalogue;
        this.keys = keys;
    }

    /** Whether the server answers at all. */
    public Contact reach() {
        try (Connection connection = connections.takeUnprepared()) {
            if (!connection.isValid((int) PATIENCE.toSeconds())) {
                return new Contact.Missed("no answer within " + PATIENCE.toSeconds() + " s");
            }
            Optional<String> fault = connections.searchPath().fault(connection);
            return fault.isPresent() ? new Contact.Unfit(fault.get()) : new Contact.Made();
        } catch (SQLException e) {
            String reason = SqlState.describe(e);
            boolean isDenied = SqlState.deniesEntry(e) || SqlState.refusesSettings(e);
            return isDenied ? new Contact.Denied(reason) : new Contact.Missed(reason);
        }
    }

    /** What the table looks like, and the key that its rows are told apart by. */
    public Learned learn(TableId table) {
        try (Connection connection = connections.takeUnprepared()) {
            return learn(connection, table);
        } catch (SQLException e) {
            String reason = "table " + table + " could not be read from the catalogue: " + SqlState.describe(e);
            return SqlState.isTransient(e) ? new Learned.Unreachable(reason) : new Learned.Unusable(reason);
        }
    }

    Learned learn(Connection connection, TableId table) throws SQLException {
        Lookup lookup = catalogue.find(connection, table);
        if (lookup instanceof Lookup.Absent absent) {
            return new Learned.Absent(absent.id(), absent.reason());
        }
        return lookup instanceof Lookup.Found found
                ? choose(found)
                : new Learned.Unusable(((Lookup.None) lookup).reason());
    }

    private Learned choose(Lookup.Found found) {
        Choice choice = keys.choose(found.shape());
        return choice instanceof Choice.Chosen chosen
                ? new Learned.Known(chosen.destination())
                : new Learned.Unusable(((Choice.Unusable) choice).reason());
    }
}
