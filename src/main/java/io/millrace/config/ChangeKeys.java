package io.millrace.config;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys that say what becomes of change events, as Debezium and its like write them. Stateless. */
final class ChangeKeys {
    static final String EVENTS = "change.events";
    static final String TRUNCATE_ENABLED = "truncate.enabled";
    static final String PLACEHOLDER = "unavailable.value.placeholder";
    private static final String GROUP = "Change events";
    private static final String DEBEZIUM_PLACEHOLDER = "__debezium_unavailable_value";

    private ChangeKeys() {}

    static void define(ConfigDef def) {
        Key.choice(EVENTS, ChangeEvents.class, "auto")
                .matters(Importance.MEDIUM)
                .in(def, GROUP, """
                auto: a record whose value is a change event (before, after, op, source) is taken for the change it tells of:
                after is written, a delete deletes where deletes are on, and so for events that were flattened with a __deleted
                field. No transform is needed, and other records are not concerned. none: every value is a row, with a column
                for each of its fields. See src/docs/change-events.md.
                """);
        Key.flag(TRUNCATE_ENABLED, false).in(def, GROUP, """
                Whether an event of a truncated table empties the table here too; else it is passed over. Rows of other
                partitions and tasks are not waited for, so that one of theirs from before the event may come after it. The
                role needs TRUNCATE on the table.
                """);
        Key.text(PLACEHOLDER, DEBEZIUM_PLACEHOLDER).in(def, GROUP, """
                What an event holds in the place of a value that its source did not have, such as a large one that an update
                did not touch: as Debezium's setting of the same name has it. Such a column stays as it is with
                insert.mode=upsert or update; with insert and ignore the record is refused. Left empty, no value stands for
                that.
                """);
    }

    static ChangeSettings read(AbstractConfig config) {
        ChangeEvents events = Words.read(config, EVENTS, ChangeEvents.class);
        String placeholder = events == ChangeEvents.AUTO ? config.getString(PLACEHOLDER) : "";
        return new ChangeSettings(events, config.getBoolean(TRUNCATE_ENABLED), placeholder);
    }
}
