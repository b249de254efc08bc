package io.millrace.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** One setting as it is declared, said by name instead of by position. Used while the class is loaded. */
final class Key {
    private static final long LONGEST_MILLIS = 30L * 24 * 60 * 60 * 1000;

    private final String name;
    private final Type type;
    private final Object defaultValue;
    private ConfigDef.Validator validator;
    private Importance importance = Importance.LOW;

    private Key(String name, Type type, Object defaultValue) {
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
    }

    static Key text(String name, String defaultValue) {
        return new Key(name, Type.STRING, defaultValue);
    }

    static Key required(String name) {
        return new Key(name, Type.STRING, ConfigDef.NO_DEFAULT_VALUE);
    }

    static Key secret(String name) {
        return new Key(name, Type.PASSWORD, null);
    }

    static Key list(String name) {
        return new Key(name, Type.LIST, "");
    }

    static Key flag(String name, boolean defaultValue) {
        return new Key(name, Type.BOOLEAN, defaultValue);
    }

    static Key count(String name, int defaultValue, int least) {
        return new Key(name, Type.INT, defaultValue).checkedBy(ConfigDef.Range.atLeast(least));
    }

    static Key amount(String name, long defaultValue, long least) {
        return new Key(name, Type.LONG, defaultValue).checkedBy(ConfigDef.Range.atLeast(least));
    }

    /** A time in milliseconds, a month at most: longer ones are meant as never, and say so by another value. */
    static Key millis(String name, long defaultValue, long least) {
        return new Key(name, Type.LONG, defaultValue).checkedBy(ConfigDef.Range.between(least, LONGEST_MILLIS));
    }

    /** One of an enum's constants, written in lower case and read in any. */
    static <E extends Enum<E>> Key choice(String name, Class<E> values, String defaultValue) {
        return new Key(name, Type.STRING, defaultValue).checkedBy(new Choices(words(values)));
    }

    static <E extends Enum<E>> List<String> words(Class<E> values) {
        return Arrays.stream(values.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    Key checkedBy(ConfigDef.Validator check) {
        validator = check;
        return this;
    }

    Key matters(Importance how) {
        importance = how;
        return this;
    }

    /** Declares it as the next one of its group. */
    void in(ConfigDef def, String group, String documentation) {
        int order = (int) def.configKeys().values().stream()
                        .filter(key -> group.equals(key.group))
                        .count()
                + 1;
        def.define(
                name,
                type,
                defaultValue,
                validator,
                importance,
                documentation.strip(),
                group,
                order,
                Width.MEDIUM,
                name);
    }

    /** The words that a setting may have. */
    record Choices(List<String> words) implements ConfigDef.Validator {
        @Override
        public void ensureValid(String name, Object value) {
            boolean known = value == null || words.contains(value.toString().toLowerCase(Locale.ROOT));
            if (!known) {
                throw new ConfigException(name, value, "must be one of " + this);
            }
        }

        @Override
        public String toString() {
            return words.stream().map(word -> word.isEmpty() ? "(empty)" : word).collect(Collectors.joining(", "));
        }
    }
}
