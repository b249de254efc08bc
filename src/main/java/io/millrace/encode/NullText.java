package io.millrace.encode;

import io.millrace.config.NullCharacters;

/**
 * Does with U+0000 in text as null.characters says, before another encoder has it. Immutable. Where it says fail, text
 * needs no such look, since the character is met on its way into UTF-8; only its escape in jsonb is not.
 */
final class NullText implements FieldEncoder {
    private static final String ESCAPE = "\\u0000";

    private final NullCharacters rule;
    private final boolean isJson;
    private final FieldEncoder inner;

    private NullText(NullCharacters rule, boolean isJson, FieldEncoder inner) {
        this.rule = rule;
        this.isJson = isJson;
        this.inner = inner;
    }

    static FieldEncoder inText(NullCharacters rule, FieldEncoder inner) {
        return rule == NullCharacters.FAIL ? inner : new NullText(rule, false, inner);
    }

    /** Where the character may stand as its escape, too. */
    static FieldEncoder inDocument(NullCharacters rule, FieldEncoder inner) {
        return new NullText(rule, true, inner);
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        inner.encode(value instanceof String text ? cleaned(text) : value, out);
    }

    private String cleaned(String text) {
        String kept = rule == NullCharacters.FAIL || text.indexOf(0) < 0 ? text : withoutCharacters(text);
        return isJson && kept.contains(ESCAPE) ? withoutEscapes(kept) : kept;
    }

    private String withoutCharacters(String text) {
        return rule == NullCharacters.STRIP ? text.replace("\0", "") : text.replace('\0', '\uFFFD');
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
        return switch (rule) {
            case FAIL -> throw Refusal.nullCharacter();
            case STRIP -> "";
            case REPLACE -> "\uFFFD";
        };
    }
}
