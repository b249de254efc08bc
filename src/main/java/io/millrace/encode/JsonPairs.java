package io.millrace.encode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads the pairs of hstore out of a JSON object, as Debezium sends them (hstore.handling.mode=json). Confined to the task
 * thread.
 */
final class JsonPairs {
    private static final String TYPE = "hstore";

    private final JsonFactory json = JsonDocument.factory();
    private final HstoreField field;

    JsonPairs(HstoreField field) {
        this.field = field;
    }

    void put(String text) {
        try (JsonParser parser = json.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                field.key(parser.currentName());
                putValue(parser);
            }
            if (parser.nextToken() != null) {
                throw Refusal.badForm(TYPE);
            }
        } catch (JsonProcessingException malformed) {
            throw Refusal.badForm(TYPE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void putValue(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            field.putNull();
        } else if (token.isScalarValue()) {
            field.putText(parser.getText());
        } else {
            throw Refusal.WRONG_TYPE.because("a nested value of a JSON text cannot become a value of " + TYPE);
        }
    }
}
