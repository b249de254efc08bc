package io.millrace.lane;

import io.millrace.ack.Verdict;
import io.millrace.write.LaneBatch;

/** A batch on its way back from a lane to the task thread, with what became of it. */
public record Settlement(LaneBatch batch, Verdict verdict) {}
