package io.millrace.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The page of documentation that the declared keys make, as Markdown. */
final class ConfigurationPage {
    private static final String HEAD = """
            # Configuration

            <!-- Generated from SinkConfig.DEF. Change the keys, then: %s -->

            All settings of the connector. Only `connection.url` has to be set. Words such as `upsert` are read in any case.
            Connect's own settings (`topics`, `tasks.max`, converters, `transforms`, `errors.*`, `consumer.override.*`) work as
            in any sink connector and are not repeated here.
            """;

    private static final String ALIASES = """

            ## Keys of other sinks

            A connector of Confluent's, Aiven's or Debezium's JDBC sink moves here by changing `connector.class`. Where their
            key has our name it means the same. These have another name, or no use here; what becomes of each is logged when a
            task starts. Where an alias and our key are both given, they must agree.

            | key | here |
            |---|---|
            """;

    private static final String DRIVER = """

            ## Parameters of the driver

            `connection.NAME` goes to PostgreSQL's JDBC driver as `NAME`, which documents them. These may be given:

            %s.

            These are refused there and in `connection.url`, since they let a connector's settings load classes or write files
            on the worker:

            %s.

            Any other `connection.NAME` is refused as a key that nobody knows. Where nothing else is said, the driver is given
            `tcpKeepAlive=true`, `connectTimeout=5`, `loginTimeout=10`, `socketTimeout=120`, `cancelSignalTimeout=1`, an
            `ApplicationName` that says connector and task, and, for a URL of several hosts, `targetServerType=primary`.
            """;

    private ConfigurationPage() {}

    static String render(String command) {
        StringBuilder page = new StringBuilder(HEAD.formatted(command));
        groups().forEach((group, keys) -> {
            page.append("\n## ").append(group).append("\n");
            keys.forEach(key -> page.append(render(key)));
        });
        page.append(ALIASES);
        Aliases.meanings()
                .forEach((key, meaning) -> page.append("| `%s` | %s |\n".formatted(key, meaning.replace("|", "\\|"))));
        page.append(DRIVER.formatted(code(DriverProperties.ALLOWED), code(DriverProperties.DANGEROUS)));
        return page.toString();
    }

    private static Map<String, List<ConfigKey>> groups() {
        Map<String, ConfigKey> keys = SinkConfig.DEF.configKeys();
        return SinkConfig.DEF.groups().stream()
                .collect(Collectors.toMap(
                        group -> group,
                        group -> keys.values().stream()
                                .filter(key -> group.equals(key.group))
                                .sorted((a, b) -> Integer.compare(a.orderInGroup, b.orderInGroup))
                                .toList(),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    private static String render(ConfigKey key) {
        String valid = key.validator == null ? "" : "\n- valid: " + key.validator;
        return """

                ### `%s`

                %s

                - type: %s
                - default: %s%s
                - importance: %s
                """.formatted(
                        key.name, key.documentation, lower(key.type), defaultOf(key), valid, lower(key.importance));
    }

    private static String defaultOf(ConfigKey key) {
        if (!key.hasDefault()) {
            return "none, it has to be set";
        }
        boolean isNothing =
                key.defaultValue == null || key.defaultValue.equals("") || key.defaultValue.equals(List.of());
        return isNothing ? "none" : "`" + ConfigDef.convertToString(key.defaultValue, key.type) + "`";
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String code(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
