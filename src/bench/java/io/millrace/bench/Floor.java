package io.millrace.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * What one connection can take at best: rows that are encoded already, without records, keys or offsets. Insert is COPY
 * into the table; upsert is COPY into a temporary table and INSERT ... SELECT ... ON CONFLICT DO UPDATE from there.
 */
final class Floor implements Contender {
    private static final int CHUNK = 64 * 1024;
    private static final Histogram NO_PUTS = new Histogram(1);

    private final BenchServer server;
    private final Gauge gauge;

    Floor(BenchServer server, Gauge gauge) {
        this.server = server;
        this.gauge = gauge;
    }

    @Override
    public String name() {
        return "floor";
    }

    @Override
    public Measurement run(Dataset data) throws SQLException {
        try (Connection connection = server.connect()) {
            return data.workload().isUpsert() ? upsert(connection, data) : insert(connection, data);
        }
    }

    private Measurement insert(Connection connection, Dataset data) throws SQLException {
        connection.setAutoCommit(false);
        Cost start = gauge.begin();
        for (FloorBatch batch : data.batches()) {
            for (TableRows rows : batch.tables()) {
                copy(connection, rows.table(), rows.copy());
            }
            connection.commit();
        }
        return measured(data, start);
    }

    private Measurement upsert(Connection connection, Dataset data) throws SQLException {
        List<String> tables = data.workload().spread().tables();
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
                statement.execute("CREATE TEMPORARY TABLE stage_" + table + " ("
                        + data.workload().shape().definition() + ") ON COMMIT DELETE ROWS");
            }
        }
        connection.setAutoCommit(false);
        Map<String, PreparedStatement> writes = new HashMap<>();
        Map<String, PreparedStatement> deletes = new HashMap<>();
        for (String table : tables) {
            writes.put(
                    table, connection.prepareStatement(upsertSql(data.workload().shape(), table)));
            deletes.put(table, connection.prepareStatement("DELETE FROM " + table + " WHERE id = ANY (?)"));
        }
        Cost start = gauge.begin();
        for (FloorBatch batch : data.batches()) {
            for (TableRows rows : batch.tables()) {
                copy(connection, "stage_" + rows.table(), rows.copy());
                writes.get(rows.table()).executeUpdate();
                delete(connection, deletes.get(rows.table()), rows.deletes());
            }
            connection.commit();
        }
        return measured(data, start);
    }

    private static String upsertSql(Shape shape, String table) {
        String names = shape.names();
        return "INSERT INTO " + table + " (" + names + ") SELECT " + names + " FROM stage_" + table
                + " ON CONFLICT (id) DO UPDATE SET " + shape.assignments();
    }

    private static void delete(Connection connection, PreparedStatement delete, Long[] keys) throws SQLException {
        if (keys.length > 0) {
            delete.setArray(1, connection.createArrayOf("bigint", keys));
            delete.executeUpdate();
        }
    }

    private Measurement measured(Dataset data, Cost start) throws SQLException {
        Cost cost = gauge.since(start);
        return new Measurement(data.records().size(), data.batches().size(), cost, NO_PUTS, 0);
    }

    static void copy(Connection connection, String table, byte[] bytes) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
        for (int at = 0; at < bytes.length; at += CHUNK) {
            copy.writeToCopy(bytes, at, Math.min(CHUNK, bytes.length - at));
        }
        copy.endCopy();
    }
}
