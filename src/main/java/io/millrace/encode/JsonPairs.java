package io.millrace.encode;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads the pairs of hstore out of a JSON object, as Debezium sends them (hstore.handling.mode=json). Confined to the task
 * thread.
 */
final class JsonPairs implements JsonTokens.Reading {
    private final JsonTokens tokens = new JsonTokens();
    private final JsonText text = new JsonText("the JSON text for hstore");
    private final HstoreField field;

    JsonPairs(HstoreField field) {
        this.field = field;
    }

    void put(String object) {
        text.show(object);
        // Asked here, since what the reader says would name a key, and hstore's keys are data.
        if (!JsonCheck.isValid(text.array(), text.from(), text.end())) {
            throw Refusal.badForm("hstore");
        }
        tokens.read(text, this);
    }

    @Override
    public void read(JsonTokens from) throws IOException {
        for (String name = from.nextName(); name != null; name = from.nextName()) {
            field.key(name);
            putValue(from.nextValue(), from);
        }
    }

    private void putValue(JsonToken token, JsonTokens from) throws IOException {
        switch (token) {
            case VALUE_NULL -> field.putNull();
            case VALUE_TRUE -> field.putText("true");
            case VALUE_FALSE -> field.putText("false");
            case START_OBJECT, START_ARRAY ->
                throw Refusal.WRONG_TYPE.because("a nested value of a JSON text cannot become a value of hstore");
            default -> field.putText(from.chars().toString());
        }
    }
}
