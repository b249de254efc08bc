package io.millrace.lane;

import io.millrace.ack.RefusedRecord;
import io.millrace.write.LaneBatch;
import java.util.List;

/** Records that a lane wants reported before it writes the others of their batch. Immutable. */
public record ReportRequest(LaneBatch batch, List<RefusedRecord> refused) {}
