package io.millrace;

import io.millrace.config.Quoting;
import io.millrace.table.Identifier;
import io.millrace.table.TableId;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Makes a table's name of the texts that a setting gave for a record, or says what is wrong with them. Immutable.
 *
 * @param origin the setting, for errors
 */
record RouteName(String origin, Quoting quoting) {
    TableId of(String name, SinkRecord record) {
        return new TableId("", checked(name, "table", record));
    }

    TableId of(String schema, String name, SinkRecord record) {
        return new TableId(checked(schema, "schema", record), checked(name, "table", record));
    }

    private String checked(String name, String kind, SinkRecord record) {
        if (name.isEmpty()) {
            throw Coordinates.refuse(record, origin + " gives an empty " + kind + " name");
        }
        if (name.indexOf('\0') >= 0) {
            throw Coordinates.refuse(
                    record, origin + " gives a " + kind + " name with U+0000, which PostgreSQL allows in no name");
        }
        return quoting == Quoting.NEVER ? Identifier.fold(name) : name;
    }
}
