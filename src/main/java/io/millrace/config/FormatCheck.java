package io.millrace.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** A format for the names of tables. Stateless. */
final class FormatCheck implements ConfigDef.Validator {
    @Override
    public void ensureValid(String name, Object value) {
        try {
            TableFormat.parse(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name + ": " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return "[schema.]table, with placeholders";
    }
}
