package io.millrace.config;

import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys that say which columns identify a row, and what a record without a value does. Stateless. */
final class KeyKeys {
    static final String PK_MODE = "pk.mode";
    static final String PK_FIELDS = "pk.fields";
    static final String DELETE_ENABLED = "delete.enabled";
    static final String ON_NULL_VALUES = "behavior.on.null.values";
    /** As every JDBC sink calls them. */
    static final List<String> KAFKA_COLUMNS = List.of("__connect_topic", "__connect_partition", "__connect_offset");

    private static final String GROUP = "Keys";

    private KeyKeys() {}

    static void define(ConfigDef def) {
        Key.choice(PK_MODE, PkMode.class, "none").matters(Importance.MEDIUM).in(def, GROUP, """
                Where the key of a row comes from. none: rows have no key. record_key: the record's key, a Struct, a map or a
                single value. record_value: fields of the record's value. record_header: headers. kafka: the record's topic,
                partition and offset, which makes every record a row of its own and its repetition harmless.
                """);
        Key.list(PK_FIELDS).matters(Importance.MEDIUM).in(def, GROUP, """
                The columns of the key, in order; fields or headers of the same names fill them. Left empty, the table's
                primary key decides, and with pk.mode=kafka the columns are __connect_topic, __connect_partition and
                __connect_offset. For insert.mode=upsert the table needs a unique index over exactly these columns.
                """);
        Key.flag(DELETE_ENABLED, false).matters(Importance.MEDIUM).in(def, GROUP, """
                Whether a record without a value, a tombstone, and an event of a delete delete the row of their key. The key
                must then come from outside of the value: pk.mode=record_key or record_header. With pk.mode=record_value an
                event of a delete brings it in its before, and tombstones, which have none, are passed over.
                """);
        Key.text(ON_NULL_VALUES, "")
                .checkedBy(new Key.Choices(List.of("", "delete", "ignore", "fail")))
                .in(def, GROUP, """
                What a record without a value does: delete its row, be ignored, or be refused as a bad record (fail). Left
                empty, it is delete where delete.enabled=true, and else ignore: topics that are compacted hold tombstones by nature, and a sink
                that does not delete has nothing to do for them.
                """);
    }

    static KeySettings read(AbstractConfig config) {
        PkMode mode = Words.read(config, PK_MODE, PkMode.class);
        NullValues nulls = nulls(config);
        return new KeySettings(mode, fields(config, mode), nulls == NullValues.DELETE, nulls);
    }

    private static List<String> fields(AbstractConfig config, PkMode mode) {
        List<String> given = config.getList(PK_FIELDS);
        return mode == PkMode.KAFKA && given.isEmpty() ? KAFKA_COLUMNS : given;
    }

    private static NullValues nulls(AbstractConfig config) {
        if (config.getString(ON_NULL_VALUES).isEmpty()) {
            return config.getBoolean(DELETE_ENABLED) ? NullValues.DELETE : NullValues.IGNORE;
        }
        return Words.read(config, ON_NULL_VALUES, NullValues.class);
    }
}
