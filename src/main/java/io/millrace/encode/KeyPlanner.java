package io.millrace.encode;

import io.millrace.config.KeySettings;
import io.millrace.table.Column;
import io.millrace.table.Destination;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** Decides for each key column where records of one shape bring it, by pk.mode. Confined to the task thread. */
final class KeyPlanner {
    private static final List<String> KAFKA_COLUMNS =
            List.of("__connect_topic", "__connect_partition", "__connect_offset");

    private static final List<KeyPart> COORDINATES = List.of(
            change -> change.record().originalTopic(),
            change -> change.record().originalKafkaPartition(),
            change -> change.record().originalKafkaOffset());

    private final Destination destination;
    private final ColumnLookup names;
    private final KeySettings keys;
    private final Encoders encoders;

    KeyPlanner(Destination destination, ColumnLookup names, KeySettings keys, Encoders encoders) {
        this.destination = destination;
        this.names = names;
        this.keys = keys;
        this.encoders = encoders;
    }

    KeyFields plan(Schema key, Schema value) {
        List<Column> columns = destination.key();
        KeyPart[] parts = new KeyPart[columns.size()];
        ColumnField[] fields = new ColumnField[columns.size()];
        for (int i = 0; i < parts.length; i++) {
            Column column = columns.get(i);
            parts[i] = part(column, key, value);
            fields[i] = new ColumnField(column, encoder(column, parts[i], key, value));
        }
        return new KeyFields(parts, fields, destination.nullsEqual());
    }

    /**
     * The key as rows of this schema bring it themselves, wherever else it is taken from. No default stands for a part
     * that is null: in a row as it was, that means that its source did not log it.
     */
    KeyFields planOfRow(Schema row) {
        List<Column> columns = destination.key();
        KeyPart[] parts = new KeyPart[columns.size()];
        ColumnField[] fields = new ColumnField[columns.size()];
        for (int i = 0; i < parts.length; i++) {
            KeyPart part = ofValue(columns.get(i), row);
            parts[i] = part instanceof KeyPart.ValueField field ? new KeyPart.GivenField(field.field()) : part;
            fields[i] = new ColumnField(columns.get(i), encoder(columns.get(i), part, null, row));
        }
        return new KeyFields(parts, fields, destination.nullsEqual());
    }

    /** Whether rows of this schema have a field for every column of the key; of a map only the row itself can tell. */
    boolean isBroughtBy(Schema row) {
        if (row == null || row.type() != Schema.Type.STRUCT) {
            return true;
        }
        for (Column column : destination.key()) {
            if (find(column, row).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private KeyPart part(Column column, Schema key, Schema value) {
        return switch (keys.mode()) {
            case KAFKA -> coordinate(column);
            case RECORD_HEADER -> new HeaderPart(nameOf(column), encoders, column);
            case RECORD_KEY -> ofKey(column, key);
            case RECORD_VALUE -> ofValue(column, value);
            case NONE -> throw new DataException("pk.mode=none, but " + destination + " is written by its key");
        };
    }

    private FieldEncoder encoder(Column column, KeyPart part, Schema key, Schema value) {
        if (part instanceof HeaderPart header) {
            return header;
        } else if (part instanceof KeyPart.KeyField field) {
            return encoders.find(field.field().schema(), column);
        } else if (part instanceof KeyPart.ValueField field) {
            return encoders.find(field.field().schema(), column);
        } else if (part instanceof KeyPart.ValueEntry) {
            return encoders.find(elements(value), column);
        } else if (part instanceof KeyPart.WholeKey) {
            return encoders.find(elements(key), column);
        }
        return encoders.find(DateSource.INSTANT, column);
    }

    private KeyPart coordinate(Column column) {
        List<String> order = keys.fields().isEmpty() ? KAFKA_COLUMNS : keys.fields();
        for (int i = 0; i < order.size() && i < COORDINATES.size(); i++) {
            if (means(order.get(i), column)) {
                return COORDINATES.get(i);
            }
        }
        throw new DataException("pk.mode=kafka needs pk.fields to name the columns of topic, partition and offset in"
                + " this order, and key column " + column.sql() + " of " + destination + " is none of them");
    }

    private KeyPart ofKey(Column column, Schema schema) {
        boolean isStruct = schema != null && schema.type() == Schema.Type.STRUCT;
        if (isStruct) {
            return new KeyPart.KeyField(fieldOf(column, schema, "key"));
        }
        boolean alone = destination.key().size() == 1;
        return new KeyPart.WholeKey(new MapEntry(nameOf(column), column, names), alone);
    }

    private KeyPart ofValue(Column column, Schema schema) {
        boolean isStruct = schema != null && schema.type() == Schema.Type.STRUCT;
        return isStruct
                ? new KeyPart.ValueField(fieldOf(column, schema, "value"))
                : new KeyPart.ValueEntry(new MapEntry(nameOf(column), column, names));
    }

    private Field fieldOf(Column column, Schema schema, String side) {
        return find(column, schema)
                .orElseThrow(() -> new DataException("the record's " + side + " has no field for key column "
                        + column.sql() + " of " + destination + "; see pk.mode and pk.fields"));
    }

    private Optional<Field> find(Column column, Schema schema) {
        return schema.fields().stream()
                .filter(field -> means(field.name(), column))
                .findFirst();
    }

    /** The name that pk.fields gives the column, else its own. */
    private String nameOf(Column column) {
        for (String field : keys.fields()) {
            if (means(field, column)) {
                return field;
            }
        }
        return column.name();
    }

    private boolean means(String field, Column column) {
        return names.find(field)
                .filter(found -> found.number() == column.number())
                .isPresent();
    }

    private static Schema elements(Schema schema) {
        boolean isMap = schema != null && schema.type() == Schema.Type.MAP;
        return isMap ? schema.valueSchema() : schema;
    }
}
