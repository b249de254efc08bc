package io.millrace.encode;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;

/**
 * Looks for change events in values that are JSON texts. A text without the words of an event, as nearly all are where
 * there are none, costs a search for them. Of any other the members that tell are read, and the rows stay the bytes that
 * they are, for the plan to read. Confined to the task thread.
 */
final class JsonEvents implements JsonTokens.Reading {
    private static final String QUOTED_OP = '"' + EventShape.OP + '"';
    private static final String QUOTED_MARK = '"' + EventShape.MARK + '"';
    private static final ByteWord OP_IN_BYTES = new ByteWord(QUOTED_OP, 'p');
    private static final ByteWord MARK_IN_BYTES = new ByteWord(QUOTED_MARK, '_');

    private final JsonTokens tokens = new JsonTokens();
    private final JsonText text = new JsonText("the value");
    private Map<String, Object> members = Map.of();

    /**
     * The members that tell whether the text is an event, and of which kind: rows as ByteBuffers, others that are objects
     * as empty maps. Nothing where it is certainly none, or no valid text: its plan is to say so.
     */
    Map<String, Object> membersOf(Object value) {
        if (!mayBeOne(value)) {
            return Map.of();
        }
        try {
            tokens.read(text.show(value), this);
            return members;
        } catch (DataException e) {
            return Map.of();
        }
    }

    private static boolean mayBeOne(Object value) {
        if (value instanceof String string) {
            return (string.contains(QUOTED_OP) || string.contains(QUOTED_MARK)) && JsonText.beginsObject(string);
        } else if (value instanceof byte[] bytes) {
            return mayBeOne(bytes, 0, bytes.length);
        } else if (value instanceof ByteBuffer slice && slice.hasArray()) {
            int from = slice.arrayOffset() + slice.position();
            return mayBeOne(slice.array(), from, from + slice.remaining());
        }
        return value instanceof ByteBuffer;
    }

    private static boolean mayBeOne(byte[] bytes, int from, int end) {
        return OP_IN_BYTES.isIn(bytes, from, end) || MARK_IN_BYTES.isIn(bytes, from, end);
    }

    @Override
    public void read(JsonTokens object) throws IOException {
        members = membersOf(object, true);
    }

    private static Map<String, Object> membersOf(JsonTokens object, boolean outermost) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name = object.nextName(); name != null; name = object.nextName()) {
            JsonToken token = object.nextValue();
            switch (name) {
                case EventShape.BEFORE, EventShape.AFTER -> members.put(name, row(token, object));
                case EventShape.OP, EventShape.TIME, EventShape.MARK -> members.put(name, scalar(token, object));
                case EventShape.SOURCE, EventShape.MESSAGE, EventShape.SCHEMA ->
                    members.put(name, outline(token, object));
                case EventShape.PAYLOAD -> members.put(name, payload(token, object, outermost));
                default -> object.skipValue();
            }
        }
        return members;
    }

    private static Object row(JsonToken token, JsonTokens object) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        int start = object.tokenStart();
        object.finishValue();
        return ByteBuffer.wrap(object.array(), start, object.position() - start);
    }

    private static Object scalar(JsonToken token, JsonTokens object) throws IOException {
        return token.isScalarValue() ? JsonObjects.read(token, object) : outline(token, object);
    }

    private static Map<String, Object> outline(JsonToken token, JsonTokens object) throws IOException {
        object.skipValue();
        return token == JsonToken.START_OBJECT ? Map.of() : null;
    }

    private static Object payload(JsonToken token, JsonTokens object, boolean outermost) throws IOException {
        return outermost && token == JsonToken.START_OBJECT ? membersOf(object, false) : outline(token, object);
    }
}
