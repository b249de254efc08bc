package io.millrace.encode;

/**
 * Whether a text is JSON as PostgreSQL reads it, so that a document is refused here and not by the server amid its
 * batch. Made for one text, which is valid UTF-8 already; confined to its caller. RFC 8259; for jsonb also what its
 * strings and numbers cannot hold (PostgreSQL manual, JSON Types).
 */
final class JsonCheck {
    private static final int ESCAPE_DIGITS = 4;

    private final byte[] json;
    private final int end;
    private final boolean binary;
    private int at;

    private JsonCheck(byte[] json, int from, int end, boolean binary) {
        this.json = json;
        this.at = from;
        this.end = end;
        this.binary = binary;
    }

    static boolean isValid(byte[] json, int from, int end) {
        return new JsonCheck(json, from, end, false).isDocument();
    }

    static void requireJson(byte[] json, int from, int end) {
        if (!isValid(json, from, end)) {
            throw Refusal.badForm("json");
        }
    }

    static void requireJsonb(byte[] json, int from, int end) {
        if (!new JsonCheck(json, from, end, true).isDocument()) {
            throw Refusal.badForm("jsonb");
        }
    }

    private boolean isDocument() {
        boolean isValue = value(0);
        skipSpace();
        return isValue && at == end;
    }

    private boolean value(int depth) {
        skipSpace();
        if (at == end) {
            return false;
        }
        return switch (json[at]) {
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean object(int depth) {
        requireDepth(depth);
        at++;
        if (takes('}')) {
            return true;
        }
        do {
            skipSpace();
            boolean isField = at < end && json[at] == '"' && string() && takes(':') && value(depth);
            if (!isField) {
                return false;
            }
        } while (takes(','));
        return takes('}');
    }

    private boolean array(int depth) {
        requireDepth(depth);
        at++;
        if (takes(']')) {
            return true;
        }
        do {
            if (!value(depth)) {
                return false;
            }
        } while (takes(','));
        return takes(']');
    }

    private static void requireDepth(int depth) {
        if (depth > JsonWriter.MAX_DEPTH) {
            throw Refusal.TOO_MUCH.because("exceeds a limit on JSON: " + JsonParsers.LIMITS);
        }
    }

    private boolean string() {
        at++;
        while (at < end) {
            byte b = json[at++];
            if (b == '"') {
                return true;
            }
            boolean isControl = b >= 0 && b < ' ';
            if (isControl || b == '\\' && !escape()) {
                return false;
            }
        }
        return false;
    }

    private boolean escape() {
        if (at == end) {
            return false;
        }
        return switch (json[at++]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
            case 'u' -> unicode();
            default -> false;
        };
    }

    private boolean unicode() {
        int unit = codeUnit();
        if (!binary || unit < 0) {
            return unit >= 0;
        } else if (unit == 0) {
            throw Refusal.UNTRANSLATABLE.because("contains \\u0000, which jsonb cannot store");
        } else if (Character.isHighSurrogate((char) unit)) {
            boolean isFollowed = at + 1 < end && json[at] == '\\' && json[at + 1] == 'u';
            at += 2;
            if (!isFollowed || !Character.isLowSurrogate((char) codeUnit())) {
                throw loneSurrogate();
            }
        } else if (Character.isLowSurrogate((char) unit)) {
            throw loneSurrogate();
        }
        return true;
    }

    private static RuntimeException loneSurrogate() {
        return Refusal.BAD_FORM.because("contains an escape of half a surrogate pair, which jsonb cannot store");
    }

    private int codeUnit() {
        int unit = 0;
        for (int i = 0; i < ESCAPE_DIGITS; i++) {
            int digit = at < end && json[at] >= 0 ? Hex.digit((char) json[at]) : Hex.NONE;
            unit = unit < 0 || digit < 0 ? Hex.NONE : unit << Hex.BITS | digit;
            at++;
        }
        return unit;
    }

    private boolean number() {
        int start = at;
        at += at < end && json[at] == '-' ? 1 : 0;
        boolean leadsWithZero = at < end && json[at] == '0';
        int whole = digits();
        boolean isNumber = whole > 0 && !(leadsWithZero && whole > 1);
        if (isNumber && at < end && json[at] == '.') {
            at++;
            isNumber = digits() > 0;
        }
        if (isNumber && at < end && (json[at] | ' ') == 'e') {
            at++;
            at += at < end && (json[at] == '-' || json[at] == '+') ? 1 : 0;
            isNumber = digits() > 0;
            requireNumeric(isNumber, start);
        }
        return isNumber;
    }

    // Without an exponent only a text of a hundred kilobytes can be out of range; that one is left to the server.
    private void requireNumeric(boolean isNumber, int start) {
        if (isNumber && binary) {
            char[] digits = new char[at - start];
            for (int i = 0; i < digits.length; i++) {
                digits[i] = (char) json[start + i];
            }
            NumericForm.requireHeld(new NumericDigits(new CharSlice().show(digits, 0, digits.length)));
        }
    }

    private int digits() {
        int start = at;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at - start;
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (at == end || json[at] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean takes(char mark) {
        skipSpace();
        boolean isThere = at < end && json[at] == mark;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private void skipSpace() {
        while (at < end && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }
}
