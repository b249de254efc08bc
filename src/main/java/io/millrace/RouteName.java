package io.millrace;

import io.millrace.config.Quoting;
import io.millrace.table.Identifier;
import io.millrace.table.TableId;
import org.apache.kafka.connect.errors.DataException;

/**
 * Makes a table's name of the texts that a setting gave for a record, or says what is wrong with them. Immutable.
 *
 * @param origin the setting, for errors
 */
record RouteName(String origin, Quoting quoting) {
    TableId of(String name) {
        return new TableId("", checked(name, "table"));
    }

    TableId of(String schema, String name) {
        return new TableId(checked(schema, "schema"), checked(name, "table"));
    }

    private String checked(String name, String kind) {
        if (name.isEmpty()) {
            throw new DataException(origin + " gives an empty " + kind + " name");
        }
        if (name.indexOf('\0') >= 0) {
            throw new DataException(
                    origin + " gives a " + kind + " name with U+0000, which PostgreSQL allows in no name");
        }
        return quoting == Quoting.NEVER ? Identifier.fold(name) : name;
    }
}
