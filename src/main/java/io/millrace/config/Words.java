package io.millrace.config;

import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;

/** Reads settings that are one of an enum's constants. Stateless. */
final class Words {
    private Words() {}

    static <E extends Enum<E>> E read(AbstractConfig config, String key, Class<E> values) {
        return Enum.valueOf(values, config.getString(key).toUpperCase(Locale.ROOT));
    }
}
