package io.millrace.bench;

/** One way of writing the same rows into the same tables. Used by the benchmark's thread. */
interface Contender {
    String name();

    /** Writes all of the rows, and measures from the first to the last being durable. */
    Measurement run(Dataset data) throws Exception;
}
