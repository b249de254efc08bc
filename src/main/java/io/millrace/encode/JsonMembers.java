package io.millrace.encode;

import java.io.IOException;
import java.util.Map;

/**
 * The members of a value or key that is the text of a JSON object, for those who need one of them before the row is
 * made, such as for the name of its table. Confined to the task thread.
 */
public final class JsonMembers {
    private final JsonTokens tokens = new JsonTokens();
    private final JsonText text;
    private Map<String, Object> members = Map.of();

    /** The name is what messages call the text. */
    public JsonMembers(String name) {
        this.text = new JsonText(name);
    }

    /** Whether the value may be such a text. */
    public static boolean mayBeIn(Object value) {
        return JsonText.beginsObject(value);
    }

    /** Whether the value is a row inside of {schema, payload}, as JsonConverter writes it with schemas: a map, or a text. */
    static boolean isWrapped(Object value) {
        boolean isText = JsonText.canShow(value) && mayBeIn(value) && JsonText.isDocument(value);
        Object pair = isText ? new JsonMembers("the value").of(value) : value;
        return pair instanceof Map<?, ?> map
                && map.size() == 2
                && map.containsKey(EventShape.PAYLOAD)
                && map.get(EventShape.SCHEMA) instanceof Map<?, ?> schema
                && schema.get("type") instanceof String;
    }

    /** A text that is no JSON object is refused with a DataException. */
    public Map<String, Object> of(Object value) {
        tokens.read(text.show(value), this::read);
        return members;
    }

    private void read(JsonTokens object) throws IOException {
        members = JsonObjects.readMap(object);
    }
}
