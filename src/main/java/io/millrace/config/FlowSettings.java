package io.millrace.config;

import java.time.Duration;

/** What a task may hold before it pauses its partitions, and how long it waits for lanes in preCommit. */
public record FlowSettings(long bufferBytes, int maxUnsettledRecords, Duration flushTimeout) {}
