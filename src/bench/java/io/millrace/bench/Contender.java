package io.millrace.bench;

import java.sql.SQLException;
import javax.management.JMException;

/** One way of writing the same rows into the same table. Used by the benchmark's thread. */
interface Contender {
    String name();

    /** Writes all of the rows into the table, and measures from the first to the last being durable. */
    Measurement run(Dataset data) throws SQLException, JMException;
}
