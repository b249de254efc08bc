package io.millrace.bench;

import java.io.IOException;
import java.sql.SQLException;

/** Says how many records have come through a pipe. Used by the benchmark's thread. */
interface Counter extends AutoCloseable {
    /** Whether so many have come through, or perhaps fewer: a quick look, which disturbs nobody. */
    boolean mayHave(int records) throws Exception;

    long exactly() throws Exception;

    @Override
    void close() throws IOException, SQLException;
}
