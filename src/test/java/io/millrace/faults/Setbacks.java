package io.millrace.faults;

/**
 * What tasks count of things that went wrong and were made good. Immutable.
 *
 * @param retries of batches
 * @param resourceRetries of these, those for want of connections or disk
 * @param rewritten batches whose commits were lost before they were flushed to disk
 */
record Setbacks(long retries, long resourceRetries, long rewritten) {
    static final Setbacks NONE = new Setbacks(0, 0, 0);

    Setbacks plus(Setbacks others) {
        return new Setbacks(
                retries + others.retries, resourceRetries + others.resourceRetries, rewritten + others.rewritten);
    }

    Setbacks minus(Setbacks others) {
        return new Setbacks(
                retries - others.retries, resourceRetries - others.resourceRetries, rewritten - others.rewritten);
    }

    /** Whether any batch had to be written once more. */
    boolean areAny() {
        return retries > 0 || rewritten > 0;
    }
}
