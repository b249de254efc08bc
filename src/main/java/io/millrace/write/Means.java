package io.millrace.write;

/** The ways of finding refused rows over one connection. Confined to a lane's thread. */
record Means(Methods methods, Attempts attempts, Halving halving, RowLoop loop, StoredRows stored) {}
