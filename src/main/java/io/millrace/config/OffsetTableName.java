package io.millrace.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Checks that a table is named by one word, or by two with a dot between. Stateless. */
final class OffsetTableName implements ConfigDef.Validator {
    @Override
    public void ensureValid(String name, Object value) {
        List<String> parts = List.of(value.toString().split("\\.", -1));
        if (parts.size() > 2 || parts.stream().anyMatch(String::isBlank)) {
            throw new ConfigException(name, value, "must be a table's name, or schema.name");
        }
    }

    @Override
    public String toString() {
        return "a table's name, or schema.name";
    }
}
