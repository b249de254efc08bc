package io.millrace.encode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import org.apache.kafka.connect.errors.DataException;

/**
 * Reads JSON objects token by token, one text after the other, with one parser that is kept as long as all goes well.
 * Confined to the task thread.
 *
 * <p>Jackson's messages quote what they stumble over, so none of them leaves this class: what is told is the kind of
 * fault and the byte where it was met.
 */
final class JsonTokens {
    // The parser's tables of names grow by what records bring, so it is made anew after so many unknown ones.
    private static final int MAX_NEW_NAMES = 10_000;

    // A longer text may have made the parser's own arrays grow as long.
    private static final int MAX_KEPT_BYTES = 1 << 20;

    // PostgreSQL's names have 63 bytes at most: what is much longer was not meant as a column's.
    private static final int MAX_SHOWN_NAME = 128;

    private final JsonParsers parsers = new JsonParsers();
    private final JsonFeed feed = new JsonFeed();
    private final CharSlice chars = new CharSlice();

    private JsonParser parser;
    private JsonText text;
    private long base;
    private int newNames;

    /** What is done with an object whose opening brace has just been read; must read up to its closing one. */
    interface Reading {
        void read(JsonTokens tokens) throws IOException;
    }

    /** Hands the text's one object over to be read. A text that is none is refused with a DataException. */
    void read(JsonText object, Reading reading) {
        text = object;
        boolean whole = false;
        try {
            begin();
            reading.read(this);
            end();
            whole = object.end() - object.from() <= MAX_KEPT_BYTES && newNames < MAX_NEW_NAMES;
        } catch (IOException e) {
            throw refused(e);
        } finally {
            object.clear();
            if (!whole) {
                letGo();
            }
        }
    }

    private void begin() throws IOException {
        if (text.isBlank()) {
            throw Refusal.BAD_FORM.because(text.name() + " is empty");
        } else if (!text.beginsObject()) {
            throw Refusal.BAD_FORM.because(text.name() + " is no JSON object: use a converter that gives its fields, or"
                    + " store it whole by value.column");
        }
        if (parser == null) {
            parser = parsers.open(feed);
            newNames = 0;
        }
        base = feed.delivered();
        feed.show(text.array(), text.from(), text.end());
        parser.nextToken();
    }

    // What the parser has not read yet, and what it has not been given yet.
    private void end() throws IOException {
        if (!feed.endsBlank(parser)) {
            throw Refusal.BAD_FORM.because(text.name() + " is no valid JSON: it goes on after its object");
        }
    }

    private void letGo() {
        if (parser != null) {
            parsers.close(parser);
            parser = null;
        }
        feed.clear();
    }

    /** The next field's name, the same instance each time as far as can be; null at the end of the object. */
    String nextName() throws IOException {
        return parser.nextFieldName();
    }

    JsonToken nextValue() throws IOException {
        return parser.nextToken();
    }

    /** To be told of each name that was not met before. */
    void countNewName() {
        newNames++;
    }

    /** Goes to the last token of the value whose first one has just been read. */
    void skipValue() throws IOException {
        parser.skipChildren();
    }

    /** As {@link #skipValue}, up to the last byte. */
    void finishValue() throws IOException {
        parser.skipChildren();
        parser.finishToken();
    }

    /** The characters of a string or number; good until the next token. */
    CharSlice chars() throws IOException {
        int length = parser.getTextLength();
        return chars.show(parser.getTextCharacters(), parser.getTextOffset(), length);
    }

    byte[] array() {
        return text.array();
    }

    /** Where the current token begins in {@link #array()}. */
    int tokenStart() {
        return text.from() + (int) (parser.currentTokenLocation().getByteOffset() - base);
    }

    /** Where what has been read ends in {@link #array()}. */
    int position() {
        return text.from() + (int) (parser.currentLocation().getByteOffset() - base);
    }

    private DataException refused(IOException e) {
        String place = text.name() + field();
        if (e instanceof StreamConstraintsException) {
            return Refusal.TOO_MUCH.because(place + " exceeds a limit on JSON: " + JsonParsers.LIMITS);
        } else if (e instanceof JsonEOFException) {
            return Refusal.BAD_FORM.because(place + " is no valid JSON: it ends too early");
        }
        long at = parser.currentLocation().getByteOffset() - base;
        return Refusal.BAD_FORM.because(place + " is no valid JSON near byte " + at);
    }

    /** The object's own field that was being read, or had just been. */
    private String field() {
        JsonStreamContext context = parser.getParsingContext();
        String name = null;
        for (; context != null && !context.inRoot(); context = context.getParent()) {
            name = context.getCurrentName();
        }
        return name == null || name.length() > MAX_SHOWN_NAME ? "" : ", at or after field \"" + name + "\",";
    }
}
