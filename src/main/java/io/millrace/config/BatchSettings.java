package io.millrace.config;

import java.time.Duration;

/** How large an open batch may grow, and how long an idle lane waits for it to grow. */
public record BatchSettings(int maxRows, long maxBytes, Duration linger) {}
