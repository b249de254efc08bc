package io.millrace.write;

import io.millrace.config.ConnectionSettings;
import io.millrace.config.DeliverySettings;
import io.millrace.table.Catalogue;
import io.millrace.table.Choice;
import io.millrace.table.Column;
import io.millrace.table.KeyRule;
import io.millrace.table.Lookup;
import io.millrace.table.NamedColumns;
import io.millrace.table.TableMaker;
import io.millrace.table.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A brief look at the server while a configuration is validated, over one connection of its own. On the thread of the
 * worker's REST request, which other requests wait behind: hence every wait is short.
 */
public final class ServerCheck {
    private static final String APPLICATION = "millrace-validation";
    private static final int ENTRY_SECONDS = 3;
    private static final int ANSWER_SECONDS = 1;
    /** No further table is looked at after this long. */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private final ConnectionSettings settings;
    private final Catalogue catalogue;
    private final KeyRule keys;
    private final NamedColumns columns;
    private final Optional<TableMaker> maker;
    private final LongSupplier nanoTime;

    /** Tables that do not exist are found fault with, unless there is a maker of them. */
    public ServerCheck(
            ConnectionSettings settings,
            Catalogue catalogue,
            KeyRule keys,
            NamedColumns columns,
            Optional<TableMaker> maker) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.keys = keys;
        this.columns = columns;
        this.maker = maker;
        this.nanoTime = System::nanoTime;
    }

    /** Never throws for what the server or the network does. */
    public List<Finding> run(List<Finding.NamedTable> tables, DeliverySettings delivery) {
        long deadline = nanoTime.getAsLong() + LIMIT.toNanos();
        try (Connection connection = source().getConnection()) {
            return look(connection, tables, delivery, deadline);
        } catch (SQLException e) {
            return List.of(new Entry(settings).refused(e));
        } catch (IllegalArgumentException e) {
            return List.of(new Finding.Fault("connection.url", e.getMessage()));
        }
    }

    private PGSimpleDataSource source() {
        PGSimpleDataSource source = Connections.source(settings, APPLICATION);
        source.setConnectTimeout(ENTRY_SECONDS);
        source.setLoginTimeout(ENTRY_SECONDS);
        source.setSocketTimeout(ENTRY_SECONDS);
        return source;
    }

    private List<Finding> look(
            Connection connection, List<Finding.NamedTable> tables, DeliverySettings delivery, long deadline) {
        List<Finding> findings = new ArrayList<>();
        try {
            limitAnswers(connection);
            findings.addAll(ServerFacts.ask(connection).findings());
            lookAtPath(connection, findings);
            lookAtMaking(connection, findings);
            lookAtOffsets(connection, delivery, findings);
            for (Finding.NamedTable table : tables) {
                if (nanoTime.getAsLong() < deadline) {
                    look(connection, table, findings);
                }
            }
        } catch (SQLException e) {
            // Let in is what matters here; the task has the patience for a server that is slow to answer.
            findings.add(new Finding.Advice(
                    "The server let us in and did not answer the validation's questions: " + SqlState.describe(e)));
        }
        return findings;
    }

    private void lookAtPath(Connection connection, List<Finding> findings) throws SQLException {
        boolean isBesideUrl = settings.driver().containsKey(SearchPath.PROPERTY);
        String key = "connection." + (isBesideUrl ? SearchPath.PROPERTY : "url");
        SearchPath.of(source().getCurrentSchema())
                .fault(connection)
                .ifPresent(fault -> findings.add(new Finding.Fault(key, fault)));
    }

    private void lookAtMaking(Connection connection, List<Finding> findings) throws SQLException {
        String fault = maker.isPresent() ? maker.get().whyNot(connection) : "";
        if (!fault.isEmpty()) {
            findings.add(new Finding.Fault("table.create.compression", fault));
        }
    }

    private static void lookAtOffsets(Connection connection, DeliverySettings delivery, List<Finding> findings)
            throws SQLException {
        if (delivery.storesOffsets()) {
            OffsetTable table = OffsetTable.of(delivery);
            String fault = OffsetTableState.ask(connection, table).fault(table);
            if (!fault.isEmpty()) {
                findings.add(new Finding.Fault("exactly.once.table", fault));
            }
        }
    }

    private static void limitAnswers(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = '" + ANSWER_SECONDS + "s'");
        }
    }

    private void look(Connection connection, Finding.NamedTable table, List<Finding> findings) throws SQLException {
        Lookup lookup = catalogue.find(connection, table.id());
        if (lookup instanceof Lookup.None none) {
            boolean willBeMade = maker.isPresent() && none instanceof Lookup.Absent;
            if (!willBeMade) {
                findings.add(new Finding.Fault(table.key(), none.reason()));
            }
        } else {
            look(((Lookup.Found) lookup).shape(), findings);
        }
    }

    private void look(TableShape shape, List<Finding> findings) {
        Choice choice = keys.choose(shape);
        if (choice instanceof Choice.Unusable unusable) {
            findings.add(new Finding.Fault("pk.fields", unusable.reason()));
        }
        List<Column> key =
                choice instanceof Choice.Chosen chosen ? chosen.destination().key() : List.of();
        columns.faults(shape, key).forEach((setting, fault) -> findings.add(new Finding.Fault(setting, fault)));
    }
}
