package io.millrace.encode;

import io.millrace.table.ColumnSet;

/** How changes whose rows have one schema become rows of one table. Confined to the task thread. */
public interface RowPlan {
    /**
     * Appends the change's row as one tuple of COPY BINARY: int16 number of fields, then the fields of the returned set in
     * its order. A row that cannot be encoded is refused with a DataException that names the column and the reason
     * and never the value; what was appended of it is then the caller's to cut.
     */
    ColumnSet encode(Change change, RowBuffer out);
}
