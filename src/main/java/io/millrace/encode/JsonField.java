package io.millrace.encode;

import com.fasterxml.jackson.core.JsonToken;
import io.millrace.table.Column;
import java.io.IOException;
import org.apache.kafka.connect.errors.DataException;

/** One column that a JSON object fills: writes its field from the tokens of its value. Immutable. */
record JsonField(ColumnField target, Part part) {
    // Any integer of fewer characters fits a long.
    private static final int LONG_CHARS = 18;

    /** What null is to a column. */
    enum Part {
        /** Of the key, where null is no key. */
        KEY,
        /** Of a key whose index takes nulls as equal, or of no key. */
        OTHER
    }

    Column column() {
        return target.column();
    }

    boolean requiresValue() {
        return part == Part.KEY;
    }

    /** Writes the value whose first token has just been read. */
    void put(JsonToken token, JsonTokens tokens, RowBuffer out) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            target.putKey(null, !requiresValue(), out);
            return;
        }
        try {
            putValue(token, tokens, out);
        } catch (DataException refusal) {
            throw target.refused(refusal);
        }
    }

    /** Writes a JSON value that is there already as bytes. */
    void putRaw(byte[] json, int from, int end, RowBuffer out) {
        try {
            ((RawJson) target.encoder()).encodeRaw(json, from, end, out);
        } catch (DataException refusal) {
            throw target.refused(refusal);
        }
    }

    private void putValue(JsonToken token, JsonTokens tokens, RowBuffer out) throws IOException {
        FieldEncoder encoder = target.encoder();
        switch (token) {
            case VALUE_STRING -> encoder.encodeText(tokens.chars(), out);
            case VALUE_NUMBER_INT -> putWhole(tokens.chars(), out);
            case VALUE_NUMBER_FLOAT -> encoder.encodeNumber(tokens.chars(), out);
            case VALUE_TRUE -> encoder.encode(Boolean.TRUE, out);
            case VALUE_FALSE -> encoder.encode(Boolean.FALSE, out);
            default -> putNested(token, tokens, out);
        }
    }

    private void putWhole(CharSlice digits, RowBuffer out) {
        if (digits.length() <= LONG_CHARS) {
            target.encoder().encodeWhole(NumberText.whole(digits), out);
        } else {
            target.encoder().encodeNumber(digits, out);
        }
    }

    private void putNested(JsonToken token, JsonTokens tokens, RowBuffer out) throws IOException {
        if (target.encoder() instanceof RawJson raw) {
            int start = tokens.tokenStart();
            tokens.finishValue();
            raw.encodeRaw(tokens.array(), start, tokens.position(), out);
        } else {
            target.encoder().encode(JsonObjects.read(token, tokens), out);
        }
    }
}
