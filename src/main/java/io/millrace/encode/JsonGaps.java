package io.millrace.encode;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Finds in a JSON text the values that its source did not have, where a column may lack one; such a column is left as
 * it is. Confined to the task thread.
 */
final class JsonGaps {
    private final JsonFields fields;
    private final RowColumns rows;
    private final Unavailable unavailable;
    private final boolean[] mayLack;

    private JsonGaps(JsonFields fields, RowColumns rows, Unavailable unavailable) {
        this.fields = fields;
        this.rows = rows;
        this.unavailable = unavailable;
        this.mayLack = new boolean[fields.size()];
    }

    /** Of the columns outside of the key. */
    static JsonGaps in(JsonFields fields, RowColumns rows, Unavailable unavailable) {
        JsonGaps gaps = new JsonGaps(fields, rows, unavailable);
        for (int slot = 0; slot < gaps.mayLack.length; slot++) {
            boolean isOutsideOfKey = !rows.isLeftOut(fields.field(slot).column());
            gaps.mayLack[slot] =
                    isOutsideOfKey && unavailable.mayBeIn(fields.field(slot).column());
        }
        return gaps;
    }

    static JsonGaps none(JsonFields fields) {
        return new JsonGaps(fields, null, null);
    }

    /** Of the value whose first token has just been read. */
    boolean isOne(int slot, JsonToken token, JsonTokens tokens) throws IOException {
        boolean found = mayLack[slot] && stands(unavailable, token, tokens);
        if (found) {
            rows.leaveOut(fields.field(slot).column());
        }
        return found;
    }

    /** Whether the value whose first token has just been read is one. */
    static boolean stands(Unavailable unavailable, JsonToken token, JsonTokens tokens) throws IOException {
        return switch (token) {
            case VALUE_STRING -> unavailable.isText(tokens.chars());
            case START_ARRAY, START_OBJECT -> unavailable.isNested(tokens.array(), tokens.tokenStart());
            default -> false;
        };
    }
}
