package io.millrace.bench;

/** What a transaction of the floor does to one table: rows that are written, encoded, and keys of those that are deleted. */
record TableRows(String table, byte[] copy, Long[] deletes) {}
