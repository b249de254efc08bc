package io.millrace.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The keys that say which fields of a value are written, and which columns are written besides. Stateless. */
final class FieldKeys {
    static final String INCLUDED = "fields.whitelist";
    static final String EXCLUDED = "field.exclude.list";
    static final String MISSING = "on.missing.field";
    static final String DEFAULTS = "replace.null.with.default";
    static final String METADATA = "metadata.columns";
    static final String PREFIX = "metadata.columns.prefix";
    private static final String GROUP = "Fields";

    private FieldKeys() {}

    static void define(ConfigDef def) {
        Key.list(INCLUDED).in(def, GROUP, """
                The fields of the value that are written, by name, or as topic:field for those of one topic; left empty, all of
                them. The columns of the key are always written. With flatten=true the names are the joined ones.
                """);
        Key.list(EXCLUDED).in(def, GROUP, """
                The fields of the value that are not written, named as in fields.whitelist; only one of the two may be given.
                """);
        Key.choice(MISSING, MissingFields.class, "keep").in(def, GROUP, """
                What becomes of a column that a record has no field for. keep: it is not written, so that a row that is there
                keeps what it has, and a new one gets the column's default. null: it is set to null. fail: the record is refused.
                A field that is there and null is written as null, unless nulls.keep.existing=true.
                """);
        Key.flag(DEFAULTS, true).in(def, GROUP, """
                Whether a null in a field whose schema has a default is written as that default.
                """);
        Key.list(METADATA).checkedBy(new Known()).in(def, GROUP, """
                Columns to fill with what Kafka knows of a record, without a transform: any of topic, partition, offset,
                timestamp, key and headers. The topic, partition and offset are the original ones, whatever transforms made of
                them. The timestamp goes into a timestamptz (or bigint, in milliseconds) column, the key into one of its own type,
                or json, headers into a json or jsonb column as one object, in which the last of several of
                one name counts.
                """);
        Key.text(PREFIX, "kafka_").in(def, GROUP, """
                How the names of metadata.columns begin: kafka_topic, kafka_offset and so on.
                """);
    }

    static FieldSettings read(AbstractConfig config) {
        return new FieldSettings(
                FieldChoice.of(config.getList(INCLUDED), config.getList(EXCLUDED)),
                Words.read(config, MISSING, MissingFields.class),
                config.getBoolean(DEFAULTS),
                new MetadataSettings(metadata(config.getList(METADATA)), config.getString(PREFIX)));
    }

    private static Set<Metadata> metadata(List<String> words) {
        Set<Metadata> wanted = EnumSet.noneOf(Metadata.class);
        words.forEach(word -> wanted.add(Metadata.valueOf(word.toUpperCase(Locale.ROOT))));
        return wanted;
    }

    /** What the settings must agree on with each other, by the key concerned. */
    static Map<String, String> problems(AbstractConfig config) {
        Map<String, String> problems = new TreeMap<>();
        if (!config.getList(INCLUDED).isEmpty() && !config.getList(EXCLUDED).isEmpty()) {
            problems.put(EXCLUDED, "fields.whitelist and field.exclude.list cannot both be given");
        }
        return problems;
    }

    /** The words that name metadata. */
    private record Known() implements ConfigDef.Validator {
        private static final List<String> WORDS = Key.words(Metadata.class);

        @Override
        public void ensureValid(String name, Object value) {
            for (Object word : (List<?>) value) {
                if (!WORDS.contains(word.toString().toLowerCase(Locale.ROOT))) {
                    throw new ConfigException(name, value, "may name any of " + this);
                }
            }
        }

        @Override
        public String toString() {
            return String.join(", ", WORDS);
        }
    }
}
