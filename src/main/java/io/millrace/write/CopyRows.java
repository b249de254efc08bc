package io.millrace.write;

import io.millrace.encode.RowBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sends selections through COPY BINARY (PostgreSQL manual, COPY, Binary Format). Lives on a lane's thread; its chunk
 * serves one COPY after the other.
 */
final class CopyRows {
    private static final byte[] HEADER = header();
    private static final byte[] TRAILER = {-1, -1};
    /** Larger ones are not faster, and smaller ones begin to cost. */
    private static final int CHUNK = 64 * 1024;

    private final RowBuffer chunk = new RowBuffer(CHUNK);

    private static byte[] header() {
        byte[] signature = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
        RowBuffer header = new RowBuffer(signature.length + 2 * Integer.BYTES);
        header.putBytes(signature);
        header.putInt(0);
        header.putInt(0);
        return header.array();
    }

    void send(Connection connection, String sql, RowSelection rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            copy.writeToCopy(HEADER, 0, HEADER.length);
            if (rows.isContiguous()) {
                sendAsTheyLie(copy, rows);
            } else {
                gather(copy, rows);
            }
            copy.writeToCopy(TRAILER, 0, TRAILER.length);
            copy.endCopy();
        } finally {
            cancelIfActive(copy);
        }
    }

    private static void sendAsTheyLie(CopyIn copy, RowSelection rows) throws SQLException {
        int end = rows.end(rows.count() - 1);
        for (int at = rows.start(0); at < end; at += CHUNK) {
            copy.writeToCopy(rows.bytes(), at, Math.min(CHUNK, end - at));
        }
    }

    private void gather(CopyIn copy, RowSelection rows) throws SQLException {
        chunk.clear();
        for (int position = 0; position < rows.count(); position++) {
            int start = rows.start(position);
            chunk.putBytes(rows.bytes(), start, rows.end(position) - start);
            if (chunk.size() >= CHUNK) {
                copy.writeToCopy(chunk.array(), 0, chunk.size());
                chunk.clear();
            }
        }
        copy.writeToCopy(chunk.array(), 0, chunk.size());
        if (chunk.capacity() > 4 * CHUNK) {
            chunk.shrinkTo(CHUNK);
        }
    }

    private static void cancelIfActive(CopyIn copy) {
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                // What ended the COPY is already on its way up; the connection is checked there.
                return;
            }
        }
    }
}
