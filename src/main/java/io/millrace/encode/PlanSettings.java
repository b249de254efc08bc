package io.millrace.encode;

import io.millrace.config.ChangeSettings;
import io.millrace.config.EncodeSettings;
import io.millrace.config.KeySettings;
import io.millrace.config.WriteSettings;

/** What the plans of a table go by. Immutable. */
public record PlanSettings(WriteSettings write, KeySettings keys, EncodeSettings values, ChangeSettings changes) {}
