package io.millrace.ack;

/**
 * A record that cannot be written, and why. Immutable.
 *
 * @param claim its number among the claims of its batch
 * @param reason what refused it and where, in names and codes: never a value
 */
public record RefusedRecord(int claim, String sqlState, String reason) {}
