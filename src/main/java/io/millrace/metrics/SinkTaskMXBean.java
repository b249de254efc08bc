package io.millrace.metrics;

/**
 * What one sink task tells over JMX. Counters count from the start of the task, latencies are those of about the last
 * minute, times are ISO 8601 in UTC and empty where there is none. Read by any thread.
 */
public interface SinkTaskMXBean {
    /** Records that {@code put} accepted. */
    long getRecordsReceived();

    /** Records that are durable, those included that a later record of their key superseded. */
    long getRecordsWritten();

    /** Records superseded within their batch: written by being overwritten. */
    long getRecordsCoalesced();

    /** Records dropped by a documented rule, such as tombstones with {@code behavior.on.null.values=ignore}. */
    long getRecordsSkipped();

    /** Records that cannot be written: reported, or the task's end. */
    long getRecordsRefused();

    /** Records of {@code insert.mode=insert} that an earlier attempt had inserted, met again and left as they are. */
    long getRecordsReplayed();

    /** Rows sent in batches that became durable: deletes too, and those that were refused or were there already. */
    long getRowsWritten();

    long getRowsDeleted();

    long getBytesWritten();

    long getBatchesWritten();

    /** Attempts to write a batch that failed in passing and were made again. */
    long getRetries();

    /** Of the retries, those after a lost, refused or shut down connection (SQLSTATE 08, 57). */
    long getRetriesConnection();

    /** Of the retries, those after a deadlock, a serialization failure or a lock not available (40, 55). */
    long getRetriesConcurrency();

    /** Of the retries, those after the server ran out of connections, memory or disk (53). */
    long getRetriesResource();

    long getRetriesOther();

    /** How often a partition was taken back to an earlier offset, to be read again from there. */
    long getRewinds();

    /** Batches that were written again since their connection was lost before they were flushed to disk; deferred alone. */
    long getBatchesRewritten();

    /** Batches that met partitions which another task has taken, and wrote nothing of these; exactly once alone. */
    long getFencings();

    /** Rows encoded and not yet durable. */
    long getBufferedRows();

    /** What those rows hold of {@code buffer.memory.bytes}. */
    long getBufferedBytes();

    long getBatchesInFlight();

    int getPausedPartitions();

    /** The oldest record that is not yet durable, as {@code topic-partition@offset}. */
    String getOldestUnsettled();

    /** What makes rows durable on this server: its settings, as our sessions have them. */
    String getDurability();

    /** The tables that a crash of the server empties, parted by commas. */
    String getUnloggedTables();

    double getFlushMillisP50();

    double getFlushMillisP95();

    double getFlushMillisP99();

    double getFlushMillisMax();

    double getPutMillisP50();

    double getPutMillisP95();

    double getPutMillisP99();

    double getPutMillisMax();

    /** From a record's timestamp to its being durable. */
    double getEndToEndMillisP50();

    double getEndToEndMillisP95();

    double getEndToEndMillisP99();

    double getEndToEndMillisMax();

    /** {@code UP}, or {@code DOWN} while a lane tries a transient failure again. */
    String getHealth();

    int getLanesDown();

    /** Since when a lane has been down without interruption. */
    String getDownSince();

    /** The same as a duration, for alert rules that know numbers only; 0 while UP. */
    long getDownMillis();

    String getLastError();

    String getLastErrorTime();

    String getStartedAt();
}
