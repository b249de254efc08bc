package io.millrace.config;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The keys that say how the fields of a value meet the columns of its table. Stateless. */
final class ShapeKeys {
    static final String UNKNOWN_FIELDS = "unknown.fields";
    static final String STORE_COLUMN = "store.column";
    static final String VALUE_COLUMN = "value.column";
    static final String FLATTEN = "flatten";
    static final String DELIMITER = "flatten.delimiter";
    private static final String GROUP = "Fields";

    private ShapeKeys() {}

    static void define(ConfigDef def) {
        Key.choice(UNKNOWN_FIELDS, UnknownFields.class, "fail").in(def, GROUP, """
                What becomes of a field that no column is named for, whatever the converter. fail: its record is refused, so that
                nothing is lost in silence. ignore: the field is passed over. store: it goes into store.column. A field whose
                column PostgreSQL computes itself (GENERATED ALWAYS AS) has a column, and is passed over with each of them.
                """);
        Key.text(STORE_COLUMN, "").in(def, GROUP, """
                With unknown.fields=store: the json or jsonb column that takes the fields without a column of their own, as one
                object, which is empty where there are none. A field of this column's name is such a field too.
                """);
        Key.text(VALUE_COLUMN, "").in(def, GROUP, """
                The column that takes the record's value whole instead of its fields, such as a document in a jsonb column or
                any text or bytes in a text or bytea column. The row's key then comes from outside of the value: record_key,
                record_header, kafka or none as pk.mode. Left empty, the value's fields are written.
                """);
        Key.flag(FLATTEN, false).in(def, GROUP, """
                Whether the fields of nested Structs, maps and JSON objects, of keys and of values, become columns of their own:
                b within a becomes the column a_b. Else a nested value is one document, for a column of type jsonb, json, hstore
                or text. A nested value that has a json, jsonb or hstore column of its own name stays whole all the same. Lists
                are never flattened.
                """);
        Key.text(DELIMITER, "_").in(def, GROUP, """
                With flatten=true: what stands between the names in a column's name. It may be left empty.
                """);
    }

    static ShapeSettings read(AbstractConfig config) {
        return new ShapeSettings(
                Words.read(config, UNKNOWN_FIELDS, UnknownFields.class),
                config.getString(STORE_COLUMN),
                config.getString(VALUE_COLUMN),
                new FlattenSettings(config.getBoolean(FLATTEN), config.getString(DELIMITER)));
    }
}
