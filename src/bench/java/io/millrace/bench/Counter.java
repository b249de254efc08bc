package io.millrace.bench;

import java.io.IOException;
import java.sql.SQLException;

/** Says how many records have come through a pipe. Used by the benchmark's thread. */
interface Counter extends AutoCloseable {
    /** At once, and perhaps too many. */
    long about() throws Exception;

    long exactly() throws Exception;

    @Override
    void close() throws IOException, SQLException;
}
