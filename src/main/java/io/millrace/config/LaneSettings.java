package io.millrace.config;

/** How many connections a task writes over, and what order they keep. */
public record LaneSettings(int lanes, Ordering ordering) {}
