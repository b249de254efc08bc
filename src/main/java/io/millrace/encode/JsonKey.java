package io.millrace.encode;

/** Writes the key columns from a record's key, or from its row, that is the text of a JSON object. Confined to the task thread. */
final class JsonKey {
    private final JsonTokens tokens;
    private final JsonRow row;
    private final Source source;
    private final JsonText text;

    /** Where the text is. */
    enum Source {
        /** In the record's key, among others. */
        KEY,
        /** In the record's key; and a text that is no JSON object is the key itself. */
        KEY_OR_ITS_TEXT,
        /** In the row, which is nothing else. */
        ROW
    }

    JsonKey(JsonTokens tokens, JsonRow row, Source source) {
        this.tokens = tokens;
        this.row = row;
        this.source = source;
        this.text = new JsonText(source == Source.ROW ? "the value" : "the key");
    }

    /** False where the record's key is no such text, and nothing has been written. */
    boolean put(Change change, RowBuffer out) {
        if (source == Source.ROW) {
            tokens.read(text.show(change.image()), row.into(out));
            return true;
        }
        return putKey(change.record().key(), out);
    }

    private boolean putKey(Object key, RowBuffer out) {
        if (!JsonText.beginsObject(key)) {
            return false;
        }
        text.show(key);
        boolean isText = source == Source.KEY_OR_ITS_TEXT && !JsonCheck.isValid(text.array(), text.from(), text.end());
        if (!isText) {
            tokens.read(text, row.into(out));
        }
        return !isText;
    }
}
