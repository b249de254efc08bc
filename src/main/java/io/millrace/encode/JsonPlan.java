package io.millrace.encode;

import io.millrace.table.ColumnSet;

/**
 * Writes records whose value is the text of a JSON object, from the parser's tokens and without making objects of
 * them. Confined to the task thread.
 */
final class JsonPlan implements RowPlan {
    private final JsonTokens tokens;
    private final KeyFields key;
    private final JsonRow row;
    private final JsonColumns columns;
    private final JsonText text = new JsonText("the value");

    /** The key fields are those that the value does not bring. */
    JsonPlan(JsonTokens tokens, KeyFields key, JsonRow row, JsonColumns columns) {
        this.tokens = tokens;
        this.key = key;
        this.row = row;
        this.columns = columns;
    }

    @Override
    public ColumnSet encode(Change change, RowBuffer out) {
        return encode(change, text.show(change.image()), out);
    }

    /** Fills the row from this object, which may be a part of the change's row. */
    ColumnSet encode(Change change, JsonText object, RowBuffer out) {
        int start = out.size();
        out.putShort(0);
        key.put(change, out);
        tokens.read(object, row.into(out));
        ColumnSet set = columns.of(row.present());
        out.setShort(start, set.columns().size());
        return set;
    }
}
