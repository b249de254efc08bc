package io.millrace.write;

import io.millrace.encode.RowBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sends encoded rows by COPY BINARY. Confined to a lane's thread.
 *
 * <p>A file is the signature, flags and the length of a header extension, then tuples, then -1 where the next tuple's
 * number of fields would be (PostgreSQL manual, COPY, Binary Format). Rows that lie one behind the other are sent as
 * they lie; others are gathered first.
 */
final class CopyRows {
    /** One CopyData message; any size between 8 kB and 1 MB goes equally fast. */
    private static final int SLICE_BYTES = 64 * 1024;

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NO_FLAGS = 0;
    private static final int NO_EXTENSION = 0;
    private static final int END_OF_ROWS = -1;

    private final RowBuffer chunk = new RowBuffer(SLICE_BYTES * 2);

    void send(PGConnection connection, String sql, RowSelection rows) throws SQLException {
        CopyIn copy = connection.getCopyAPI().copyIn(sql);
        try {
            send(copy, rows);
            copy.endCopy();
        } catch (SQLException | RuntimeException | Error failure) {
            cancel(copy, failure);
            throw failure;
        }
    }

    private static void cancel(CopyIn copy, Throwable failure) {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException onCancel) {
            failure.addSuppressed(onCancel);
        }
    }

    private void send(CopyIn copy, RowSelection rows) throws SQLException {
        chunk.clear();
        chunk.putBytes(SIGNATURE);
        chunk.putInt(NO_FLAGS);
        chunk.putInt(NO_EXTENSION);
        if (rows.isContiguous()) {
            sendChunk(copy);
            sendSlices(copy, rows.bytes(), rows.start(0), rows.end(rows.count() - 1));
        } else {
            gather(copy, rows);
        }
        chunk.putShort(END_OF_ROWS);
        sendChunk(copy);
    }

    private void gather(CopyIn copy, RowSelection rows) throws SQLException {
        byte[] bytes = rows.bytes();
        int count = rows.count();
        for (int position = 0; position < count; position++) {
            int start = rows.start(position);
            int length = rows.end(position) - start;
            if (chunk.size() + length > SLICE_BYTES) {
                sendChunk(copy);
            }
            if (length > SLICE_BYTES) {
                sendSlices(copy, bytes, start, start + length);
            } else {
                chunk.putBytes(bytes, start, length);
            }
        }
    }

    private static void sendSlices(CopyIn copy, byte[] bytes, int from, int to) throws SQLException {
        for (int at = from; at < to; at += SLICE_BYTES) {
            copy.writeToCopy(bytes, at, Math.min(SLICE_BYTES, to - at));
        }
    }

    private void sendChunk(CopyIn copy) throws SQLException {
        copy.writeToCopy(chunk.array(), 0, chunk.size());
        chunk.clear();
    }
}
