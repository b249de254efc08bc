package io.millrace;

import io.millrace.config.TableFormat.Placeholder;
import io.millrace.config.TableFormat.Source;
import io.millrace.encode.Change;
import io.millrace.encode.JsonMembers;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The text that a placeholder stands for in a record. A field's name is first taken as it is, dots and all, and then
 * as a path into nested fields. Confined to the task thread.
 */
final class PlaceholderText {
    private final Placeholder placeholder;
    private final String name;
    private final String[] path;
    private final JsonMembers json = new JsonMembers("the text that table.name.format reads");

    PlaceholderText(Placeholder placeholder) {
        this.placeholder = placeholder;
        this.name = placeholder.name();
        this.path = name.split("\\.", -1);
    }

    /** Refuses a record in which it is missing, null, or nothing that names a table. */
    String of(Change change) {
        Object value = valueIn(change);
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw refuse(
                value == null
                        ? "is missing or null"
                        : "is of type " + value.getClass().getSimpleName()
                                + ", and only text, numbers and booleans can name a table");
    }

    private Object valueIn(Change change) {
        SinkRecord record = change.record();
        return switch (placeholder.source()) {
            case TOPIC -> record.topic();
            case PARTITION -> record.kafkaPartition();
            case HEADER -> header(record);
            case FIELD -> memberOf(change.image());
            case KEY -> name.isEmpty() ? record.key() : memberOf(record.key());
        };
    }

    private Object header(SinkRecord record) {
        Header header = record.headers().lastWithName(name);
        return header == null ? null : header.value();
    }

    private Object memberOf(Object holder) {
        if (holder == null && placeholder.source() == Source.FIELD) {
            throw refuse("is missing, since a tombstone has no fields: where records are deleted, name the table by"
                    + " ${topic}, ${partition}, ${header.NAME} or ${key.NAME}");
        }
        Object fields = JsonMembers.mayBeIn(holder) ? json.of(holder) : holder;
        Object member = member(fields, name);
        return member == null && path.length > 1 ? walk(fields) : member;
    }

    private Object walk(Object holder) {
        Object at = holder;
        for (String step : path) {
            at = member(at, step);
        }
        return at;
    }

    private static Object member(Object holder, String name) {
        if (holder instanceof Struct struct) {
            Field field = struct.schema().field(name);
            return field == null ? null : struct.get(field);
        }
        return holder instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private DataException refuse(String reason) {
        return new DataException(placeholder + " of table.name.format " + reason);
    }
}
