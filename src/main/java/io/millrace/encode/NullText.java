package io.millrace.encode;

import io.millrace.config.NullCharacters;

/**
 * Does with U+0000 in text as null.characters says, before another encoder has it. Immutable. Where it says fail, text
 * needs no such look: the character is met on its way into UTF-8, and its escape when the document is checked.
 */
final class NullText implements FieldEncoder {
    static final String ESCAPE = "\\u0000";

    private final NullCharacters rule;
    private final boolean isJsonb;
    private final FieldEncoder inner;

    private NullText(NullCharacters rule, boolean isJsonb, FieldEncoder inner) {
        this.rule = rule;
        this.isJsonb = isJsonb;
        this.inner = inner;
    }

    /** For columns that hold text, be it a document; jsonb cannot hold the character's escape either. */
    static FieldEncoder around(FieldEncoder inner, NullCharacters rule, boolean isJsonb) {
        if (rule == NullCharacters.FAIL) {
            return inner;
        }
        NullText text = new NullText(rule, isJsonb, inner);
        return inner instanceof RawJson raw ? new NullDocument(text, raw, isJsonb) : text;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        inner.encode(value instanceof String text ? cleaned(text) : value, out);
    }

    @Override
    public void encodeWhole(long value, RowBuffer out) {
        inner.encodeWhole(value, out);
    }

    @Override
    public void encodeNumber(CharSlice number, RowBuffer out) {
        inner.encodeNumber(number, out);
    }

    private String cleaned(String text) {
        String kept = text.indexOf(0) < 0 ? text : text.replace("\0", replacement());
        return isJsonb && kept.contains(ESCAPE) ? withoutEscapes(kept) : kept;
    }

    private String withoutEscapes(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            boolean isBackslash = text.charAt(at) == '\\';
            if (isBackslash && text.startsWith(ESCAPE, at)) {
                kept.append(replacement());
                at += ESCAPE.length();
            } else {
                // A backslash goes with what it escapes: of two, the second begins nothing.
                int end = Math.min(at + (isBackslash ? 2 : 1), text.length());
                kept.append(text, at, end);
                at = end;
            }
        }
        return kept.toString();
    }

    private String replacement() {
        return rule == NullCharacters.STRIP ? "" : "\uFFFD";
    }
}
