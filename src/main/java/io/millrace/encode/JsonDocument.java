package io.millrace.encode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A document that comes as text and becomes part of another one: as it stands, once it is known to be one document,
 * since half of one would change what is around it. Immutable.
 */
final class JsonDocument {
    private final JsonFactory json = factory();

    void put(String text, String type, RowBuffer out) {
        if (!isOne(text)) {
            throw Refusal.badForm(type);
        }
        Utf8.put(text.strip(), out);
    }

    private boolean isOne(String text) {
        try (JsonParser parser = json.createParser(text)) {
            boolean isValue = parser.nextToken() != null;
            parser.skipChildren();
            return isValue && parser.nextToken() == null;
        } catch (JsonProcessingException malformed) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads whatever PostgreSQL reads, down to the depth that we write. */
    static JsonFactory factory() {
        // Lengths are bounded by the record's; names come from data, so that remembering them only costs.
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(JsonWriter.MAX_DEPTH)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build();
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(limits)
                .build();
    }
}
