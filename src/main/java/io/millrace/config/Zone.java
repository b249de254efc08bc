package io.millrace.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** A time zone that Java knows by this name. Stateless. */
final class Zone implements ConfigDef.Validator {
    @Override
    public void ensureValid(String name, Object value) {
        try {
            ZoneId.of(String.valueOf(value));
        } catch (DateTimeException e) {
            throw new ConfigException(name, value, "is no time zone, such as UTC, +02:00 or Europe/Berlin");
        }
    }

    @Override
    public String toString() {
        return "a time zone";
    }
}
