package io.millrace.bench;

/**
 * What the rows of a workload do to their table. Immutable.
 *
 * @param keyed whether the table has a primary key
 * @param versions of the records' schema, by turns
 */
record Arrival(String title, boolean keyed, boolean isUpsert, KeyChoice keys, boolean deletes, int versions) {
    static final Arrival INSERT = new Arrival("insert, no index", false, false, KeyChoice.NEW, false, 1);
    static final Arrival INSERT_KEYED = new Arrival("insert, primary key", true, false, KeyChoice.NEW, false, 1);
    static final Arrival NEW = upsert("upsert, new keys", KeyChoice.NEW);
    static final Arrival EXISTING = upsert("upsert, existing keys", KeyChoice.EXISTING);
    static final Arrival HALF = upsert("upsert, half of the keys new", KeyChoice.HALF);
    static final Arrival HOT = upsert("upsert, hot keys", KeyChoice.HOT);
    static final Arrival DELETES =
            new Arrival("upsert, existing keys, a tenth deleted", true, true, KeyChoice.EXISTING, true, 1);
    static final Arrival VERSIONS = new Arrival("upsert, new keys, two versions", true, true, KeyChoice.NEW, false, 2);

    private static Arrival upsert(String title, KeyChoice keys) {
        return new Arrival(title, true, true, keys, false, 1);
    }
}
