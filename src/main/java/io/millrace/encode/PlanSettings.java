package io.millrace.encode;

import io.millrace.config.ChangeSettings;
import io.millrace.config.EncodeSettings;
import io.millrace.config.FieldSettings;
import io.millrace.config.KeySettings;
import io.millrace.config.WriteSettings;

/** What the plans of a table go by. Immutable. */
public record PlanSettings(
        WriteSettings write, KeySettings keys, EncodeSettings values, ChangeSettings changes, FieldSettings fields) {
    /** All fields are written, and nothing else. */
    public PlanSettings(WriteSettings write, KeySettings keys, EncodeSettings values, ChangeSettings changes) {
        this(write, keys, values, changes, FieldSettings.ALL);
    }

    /** The same for records of one topic. */
    PlanSettings of(String topic) {
        FieldSettings chosen = new FieldSettings(
                fields.choice().of(topic), fields.missing(), fields.nullsAsDefaults(), fields.metadata());
        return new PlanSettings(write, keys, values, changes, chosen);
    }
}
