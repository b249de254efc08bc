package io.millrace.write;

import io.millrace.ack.Tenure;
import io.millrace.ack.Tenures;
import io.millrace.config.DeliverySettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The offsets that are stored in the database: takes partitions, and alters what is stored. On whichever thread asks,
 * which it blocks; the tenures may be read and granted by any.
 */
public final class OffsetStore {
    /** For whoever held a partition before and is in the midst of a transaction; then it is asked again. */
    private static final String BRIEFLY = "SET LOCAL lock_timeout = '2s'";
    /** A row that a crash took back could be taken under the same epoch twice. */
    private static final String DURABLY =
            "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit')"
                    + " IN ('off', 'local', 'remote_write')";

    private static final Set<String> MADE_TWICE = Set.of("23505", "42P07");

    private final Connections connections;
    private final OffsetTable table;
    private final Tenures tenures = new Tenures();

    public OffsetStore(Connections connections, DeliverySettings settings) {
        this.connections = connections;
        this.table = OffsetTable.of(settings);
    }

    /** Under which tenures this task's slots are held. */
    public Tenures tenures() {
        return tenures;
    }

    BatchOffsets ofLane() {
        return new StoredOffsets(table, tenures);
    }

    /** A partition of a topic, with the offset to store where one is to be stored. */
    public record Place(String topic, int partition, long next) {}

    /** Takes these partitions: raises their epochs, so that whoever held them is fenced off, and tells what is stored. */
    public Taking take(List<Place> places) {
        try {
            return DriverConnection.with(connections, connection -> take(connection, places));
        } catch (SQLException e) {
            return missedOrDenied(e);
        }
    }

    private Taking missedOrDenied(SQLException e) {
        String reason = "offsets in table " + table.id() + " cannot be stored: " + SqlState.describe(e);
        return SqlState.isTransient(e) ? new Taking.Missed(reason) : new Taking.Denied(reason + ". " + needed());
    }

    private String needed() {
        return "delivery.guarantee=exactly_once needs SELECT, INSERT and UPDATE on the table named by exactly.once.table, "
                + table.id() + ", which was to be made as: " + table.create().replaceAll("\\s+", " ");
    }

    private Taking take(Connection connection, List<Place> places) throws SQLException {
        OffsetTableState state = OffsetTableState.ask(connection, table);
        String fault = state.fault(table);
        if (!fault.isEmpty()) {
            return new Taking.Denied(fault);
        }
        if (!state.exists()) {
            make(connection);
        }
        return new Taking.Taken(inTransaction(connection, inside -> tenures(inside, places)));
    }

    /** Only where it is missing: a role that may not make tables can use one that is there. */
    private void make(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(table.create());
        } catch (SQLException e) {
            // Another task made it at the same moment.
            if (!MADE_TWICE.contains(SqlState.code(e))) {
                throw e;
            }
        }
    }

    /** In one durable transaction that waits for locks but briefly. */
    private static <T> T inTransaction(Connection connection, DriverConnection.Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(BRIEFLY);
            statement.execute(DURABLY);
        }
        T result = work.on(connection);
        connection.commit();
        connection.setAutoCommit(true);
        return result;
    }

    private List<Tenure> tenures(Connection connection, List<Place> places) throws SQLException {
        List<Tenure> taken = new ArrayList<>();
        try (PreparedStatement take = connection.prepareStatement(table.take())) {
            take.setString(1, table.connector());
            bindPlaces(take, 2, places);
            try (ResultSet rows = take.executeQuery()) {
                while (rows.next()) {
                    long next = rows.getLong(4);
                    next = rows.wasNull() ? Tenure.NONE : next;
                    taken.add(new Tenure(rows.getString(1), rows.getInt(2), rows.getLong(3), next));
                }
            }
        }
        return taken;
    }

    private static void bindPlaces(PreparedStatement statement, int first, List<Place> places) throws SQLException {
        Connection connection = statement.getConnection();
        Object[] topics = places.stream().map(Place::topic).toArray();
        Object[] partitions = places.stream().map(Place::partition).toArray();
        statement.setArray(first, connection.createArrayOf("text", topics));
        statement.setArray(first + 1, connection.createArrayOf("int4", partitions));
    }

    /** Sets what is stored of these partitions, or that nothing is, and fences off whoever holds them. */
    public void set(List<Place> places) throws SQLException {
        alter(table.set(), statement -> {
            statement.setString(1, table.connector());
            bindPlaces(statement, 2, places);
            Object[] next = places.stream()
                    .map(place -> place.next() == Tenure.NONE ? null : place.next())
                    .toArray();
            statement.setArray(4, statement.getConnection().createArrayOf("int8", next));
        });
    }

    /** Forgets what is stored of all partitions, and fences off whoever holds them. */
    public void reset() throws SQLException {
        alter(table.reset(), statement -> statement.setString(1, table.connector()));
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private void alter(String sql, Binding binding) throws SQLException {
        DriverConnection.with(connections, connection -> {
            if (!OffsetTableState.ask(connection, table).exists()) {
                make(connection);
            }
            return inTransaction(connection, inside -> run(inside, sql, binding));
        });
    }

    private static int run(Connection connection, String sql, Binding binding) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            return statement.executeUpdate();
        }
    }
}
