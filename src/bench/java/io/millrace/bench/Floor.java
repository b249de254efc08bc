package io.millrace.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * What one connection can take at best: rows that are encoded already, without records, keys or offsets. Insert is COPY
 * into the table; upsert is COPY into a temporary table and INSERT ... SELECT ... ON CONFLICT DO UPDATE from there.
 */
final class Floor implements Contender {
    private static final int CHUNK = 64 * 1024;

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
        Cost start = gauge.read();
        for (FloorBatch batch : data.batches()) {
            copy(connection, "bench", batch);
            connection.commit();
        }
        return measured(data, start);
    }

    private Measurement upsert(Connection connection, Dataset data) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE stage (" + data.shape().definition() + ") ON COMMIT DELETE ROWS");
        }
        connection.setAutoCommit(false);
        String names = data.shape().names();
        String upsert = "INSERT INTO bench (" + names + ") SELECT " + names
                + " FROM stage ON CONFLICT (id) DO UPDATE SET " + data.shape().assignments();
        try (PreparedStatement write = connection.prepareStatement(upsert);
                PreparedStatement delete = connection.prepareStatement("DELETE FROM bench WHERE id = ANY (?)")) {
            Cost start = gauge.read();
            for (FloorBatch batch : data.batches()) {
                copy(connection, "stage", batch);
                write.executeUpdate();
                if (batch.deletes().length > 0) {
                    Array keys = connection.createArrayOf("bigint", batch.deletes());
                    delete.setArray(1, keys);
                    delete.executeUpdate();
                }
                connection.commit();
            }
            return measured(data, start);
        }
    }

    private Measurement measured(Dataset data, Cost start) {
        Cost cost = gauge.read().since(start);
        return new Measurement(data.records().size(), data.batches().size(), cost);
    }

    static void copy(Connection connection, String table, FloorBatch batch) throws SQLException {
        byte[] bytes = batch.copy();
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
