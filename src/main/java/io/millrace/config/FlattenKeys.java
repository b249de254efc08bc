package io.millrace.config;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The keys that say what becomes of nested values. Stateless. */
final class FlattenKeys {
    static final String FLATTEN = "flatten";
    static final String DELIMITER = "flatten.delimiter";
    private static final String GROUP = "Nested values";

    private FlattenKeys() {}

    static void define(ConfigDef def) {
        Key.flag(FLATTEN, false).in(def, GROUP, """
                Whether the fields of nested Structs and maps, of keys and of values, become columns of their own: b within a
                the column a_b. Else a nested value is one document, for a column of type jsonb, json, hstore or text. A nested
                value that has a json, jsonb or hstore column of its own name stays whole all the same. Lists are never
                flattened.
                """);
        Key.text(DELIMITER, "_").in(def, GROUP, """
                With flatten=true: what stands between the names in a column's name. It may be left empty.
                """);
    }

    static FlattenSettings read(AbstractConfig config) {
        return new FlattenSettings(config.getBoolean(FLATTEN), config.getString(DELIMITER));
    }
}
