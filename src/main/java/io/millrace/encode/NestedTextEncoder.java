package io.millrace.encode;

import io.millrace.config.NullCharacters;
import org.apache.kafka.connect.data.Schema;

/** For text columns that may meet a nested value, whose JSON they then hold; all else is for the usual encoder. Immutable. */
final class NestedTextEncoder implements FieldEncoder, RawJson {
    private static final int NO_LIMIT = -1;
    // varchar.c, anychar_typmodin: the limit and the four bytes of a length word.
    private static final int MODIFIER_OFFSET = 4;
    // The bytes of a character in UTF-8 but the first begin with the bits 10.
    private static final int FOLLOWING_MASK = 0xC0;
    private static final int FOLLOWING = 0x80;

    private final FieldEncoder usual;
    private final Schema schema;
    private final String type;
    private final int limit;
    private final JsonWriter json;

    /** The schema of the values may be null; the modifier is that of the column. */
    NestedTextEncoder(FieldEncoder usual, Schema schema, String type, int modifier, NullCharacters nulls) {
        this.usual = usual;
        this.schema = schema;
        this.limit = modifier < 0 ? NO_LIMIT : modifier - MODIFIER_OFFSET;
        this.type = limit == NO_LIMIT ? type : type + "(" + limit + ")";
        this.json = JsonWriter.forText(this.type, nulls);
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        if (!ValueKind.isNested(value)) {
            usual.encode(value, out);
            return;
        }
        int start = out.openField();
        json.put(value, schema, out);
        close(start, out);
    }

    @Override
    public void encodeWhole(long value, RowBuffer out) {
        usual.encodeWhole(value, out);
    }

    @Override
    public void encodeNumber(CharSlice number, RowBuffer out) {
        usual.encodeNumber(number, out);
    }

    @Override
    public void encodeText(CharSlice text, RowBuffer out) {
        usual.encodeText(text, out);
    }

    @Override
    public void encodeRaw(byte[] text, int from, int end, RowBuffer out) {
        int start = out.openField();
        out.putBytes(text, from, end - from);
        close(start, out);
    }

    private void close(int start, RowBuffer out) {
        if (limit != NO_LIMIT && characters(out, start) > limit) {
            throw Refusal.TOO_LONG.because("value too long for type " + type);
        }
        out.closeField(start);
    }

    private static int characters(RowBuffer out, int start) {
        byte[] array = out.array();
        int characters = 0;
        for (int at = start; at < out.size(); at++) {
            characters += (array[at] & FOLLOWING_MASK) == FOLLOWING ? 0 : 1;
        }
        return characters;
    }
}
