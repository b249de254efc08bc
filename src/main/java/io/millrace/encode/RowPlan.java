package io.millrace.encode;

import io.millrace.table.ColumnSet;
import org.apache.kafka.connect.sink.SinkRecord;

/** How records of one schema become rows of one table. Confined to the task thread. */
public interface RowPlan {
    /**
     * Appends the record as one tuple of COPY BINARY: int16 number of fields, then the fields of the returned set in
     * its order. A record that cannot be encoded is refused with a DataException that names the column and the reason
     * and never the value; what was appended of it is then the caller's to cut.
     */
    ColumnSet encode(SinkRecord record, RowBuffer out);
}
