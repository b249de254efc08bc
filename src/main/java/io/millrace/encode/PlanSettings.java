package io.millrace.encode;

import io.millrace.config.ChangeSettings;
import io.millrace.config.EncodeSettings;
import io.millrace.config.InsertMode;
import io.millrace.config.KeySettings;
import io.millrace.config.SinkConfig;

/** What the plans of every table go by. Immutable. */
public record PlanSettings(InsertMode mode, KeySettings keys, EncodeSettings values, ChangeSettings changes) {
    public static PlanSettings from(SinkConfig config) {
        return new PlanSettings(config.write().mode(), config.keys(), config.encode(), config.changes());
    }
}
