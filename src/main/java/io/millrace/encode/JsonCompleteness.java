package io.millrace.encode;

import com.fasterxml.jackson.core.JsonToken;
import io.millrace.table.Column;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * Refuses the document of a row of which the source did not have every value: written, it would take the place of one
 * that has them, and a field of a document cannot be left as it is. Confined to the task thread.
 */
final class JsonCompleteness implements JsonTokens.Reading {
    private final Unavailable unavailable;
    private final RowColumns rows;
    private final Column column;
    private final JsonTokens tokens;
    private final JsonText text = new JsonText("the value");

    /** Of documents for this column. */
    JsonCompleteness(Unavailable unavailable, RowColumns rows, Column column, JsonTokens tokens) {
        this.unavailable = unavailable;
        this.rows = rows;
        this.column = column;
        this.tokens = tokens;
    }

    /** Of the whole row. A text is looked through only where it comes from an event: it is not read otherwise. */
    void require(Change change) {
        Object row = change.image();
        if (!unavailable.isSought()) {
            return;
        } else if (row instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                require(field.name(), struct.getWithoutDefault(field.name()));
            }
        } else if (row instanceof Map<?, ?> map) {
            map.forEach((name, value) -> require(String.valueOf(name), value));
        } else if (change.isEvent() && JsonText.beginsObject(row)) {
            tokens.read(text.show(row), this);
        }
    }

    @Override
    public void read(JsonTokens object) throws IOException {
        for (String name = object.nextName(); name != null; name = object.nextName()) {
            require(name, object.nextValue(), object);
            object.skipValue();
        }
    }

    /** Of a field that becomes a part of the document. */
    void require(String field, Object value) {
        if (unavailable.isSought() && unavailable.is(value)) {
            rows.refuseIncomplete(column, field);
        }
    }

    /** Of the value whose first token has just been read. */
    void require(String field, JsonToken token, JsonTokens object) throws IOException {
        if (unavailable.isSought() && JsonGaps.stands(unavailable, token, object)) {
            rows.refuseIncomplete(column, field);
        }
    }
}
