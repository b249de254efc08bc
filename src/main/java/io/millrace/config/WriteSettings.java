package io.millrace.config;

/** What is written, and by which statements. */
public record WriteSettings(InsertMode mode, WriteMethod method, UpdateSettings updates) {}
