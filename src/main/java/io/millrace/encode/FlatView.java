package io.millrace.encode;

/** How a record's key or value looks to a plan that is for flat records. Called on the task thread. */
@FunctionalInterface
interface FlatView {
    /** As it is. */
    FlatView PLAIN = value -> value;

    /** What it returns is good until it is asked again. */
    Object of(Object value);
}
