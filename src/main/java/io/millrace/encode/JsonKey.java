package io.millrace.encode;

/** Writes the key columns from a record's key that is the text of a JSON object. Confined to the task thread. */
final class JsonKey {
    private final JsonTokens tokens;
    private final JsonRow row;
    private final boolean alone;
    private final JsonText text = new JsonText("the key");

    /** Where there is but one key column, a text that is no JSON object is the key itself. */
    JsonKey(JsonTokens tokens, JsonRow row, boolean alone) {
        this.tokens = tokens;
        this.row = row;
        this.alone = alone;
    }

    /** False where the key is none of its own, and nothing has been written. */
    boolean put(Object key, RowBuffer out) {
        if (!JsonText.beginsObject(key)) {
            return false;
        }
        text.show(key);
        boolean isText = alone && !JsonCheck.isValid(text.array(), text.from(), text.end());
        if (!isText) {
            tokens.read(text, row.into(out));
        }
        return !isText;
    }
}
