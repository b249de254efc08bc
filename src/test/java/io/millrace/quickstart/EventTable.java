package io.millrace.quickstart;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The destination: the latest state of each device. Confined to the quickstart's thread. */
final class EventTable {
    static final String NAME = "public.device_events";

    /** Room in each page for the updates to come, which then touch no index. */
    private static final String CREATE = "CREATE TABLE " + NAME
            + " (id bigint PRIMARY KEY, device text, temperature double precision, status text, version bigint NOT NULL,"
            + " updated timestamptz) WITH (fillfactor = 90)";

    private static final String SAMPLE =
            "SELECT id, device, temperature, status, version, to_char(updated, 'HH24:MI:SS.MS') FROM " + NAME
                    + " WHERE id < 5 ORDER BY id";
    private static final String ROW = "%6s  %-13s  %11s  %-8s  %8s  %s";

    private final Database database;

    EventTable(Database database) throws SQLException {
        this.database = database;
        database.execute(CREATE);
    }

    long count() throws SQLException {
        return Long.parseLong(database.ask("SELECT count(*) FROM " + NAME));
    }

    /** A few rows, laid out in columns below their names. */
    List<String> sample() throws SQLException {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(ROW, "id", "device", "temperature", "status", "version", "updated"));
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SAMPLE)) {
            while (rows.next()) {
                Object[] cells = new Object[6];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = rows.getString(i + 1);
                }
                lines.add(String.format(ROW, cells));
            }
        }
        return lines;
    }

    /** The version that each device's row is of, by its id. */
    long[] versions() throws SQLException {
        long[] versions = new long[EventStream.DEVICES];
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, version FROM " + NAME)) {
            while (rows.next()) {
                versions[rows.getInt(1)] = rows.getLong(2);
            }
        }
        return versions;
    }
}
