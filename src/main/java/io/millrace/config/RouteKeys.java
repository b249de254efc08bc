package io.millrace.config;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys that say which table a record goes to. Stateless. */
final class RouteKeys {
    static final String FORMAT = "table.name.format";
    static final String MAPPING = "topics.to.tables.mapping";
    static final String QUOTING = "quote.sql.identifiers";
    private static final String GROUP = "Tables";

    private RouteKeys() {}

    static void define(ConfigDef def) {
        Key.text(FORMAT, "${topic}")
                .matters(Importance.MEDIUM)
                .checkedBy(new FormatCheck())
                .in(def, GROUP, """
                The table's name, with ${topic}, ${partition}, ${header.NAME}, ${field.NAME}, ${key} and ${key.NAME} standing
                for what the record has. A dot in the format itself parts schema from table, as in telemetry.${topic}; a dot in
                a topic or a value stays part of the name. Without a schema the connection's search_path decides. The topic is
                the one that transforms left.
                """);
        Key.text(MAPPING, "").checkedBy(new TopicMappings()).in(def, GROUP, """
                Topics with a table of their own, before table.name.format is asked; a list parted by commas. Each entry is
                orders:sales.orders, or with a regular expression between slashes, /eu-(.*)/:europe.$1. The first that matches
                the whole topic decides; a topic that none matches goes by table.name.format.
                """);
        Key.choice(QUOTING, Quoting.class, "always").in(def, GROUP, """
                How names of topics and fields become names of tables and columns. always: as they are, and where there is none
                of exactly this name, the only one that differs in upper and lower case. never: folded to lower case first, as
                PostgreSQL does with a name without quotes. What is sent is quoted either way.
                """);
    }

    static RouteSettings read(AbstractConfig config) {
        return new RouteSettings(
                config.getString(FORMAT),
                TopicMappings.parse(MAPPING, config.getString(MAPPING)),
                Words.read(config, QUOTING, Quoting.class));
    }
}
