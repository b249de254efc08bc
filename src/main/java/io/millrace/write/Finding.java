package io.millrace.write;

import io.millrace.table.TableId;

/** What a look at the server found out about a configuration. Without secrets and values. Immutable. */
public sealed interface Finding {
    /** It cannot work like this; the key is that of the setting concerned. */
    record Fault(String key, String message) implements Finding {}

    /** It works, and an operator would want to know. */
    record Advice(String message) implements Finding {}

    /** A table that the settings name outright, and the key under which they do. */
    record NamedTable(TableId id, String key) {}
}
