package io.millrace.config;

/** How batches reach the server. */
public enum WriteMethod {
    /** By the size of the batch, at the measured crossover. */
    AUTO,
    COPY,
    UNNEST
}
