package io.millrace.write;

/** Writes batches over one connection of its own. Lives on a lane's thread, but for {@link #abort}. */
public interface BatchWriter extends AutoCloseable {
    /** Writes the batch in one transaction; never throws for what the server or the network does. */
    Outcome write(LaneBatch batch);

    /** What batches that were written still need to be durable. */
    Deferral deferral();

    /** Cuts whatever is running, from any thread; the running write then ends soon, as transient. */
    void abort();

    /** Gives the connection back. */
    @Override
    void close();
}
