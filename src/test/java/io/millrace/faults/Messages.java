package io.millrace.faults;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Finds the messages of PostgreSQL's protocol in one direction of one connection, however its bytes are cut into pieces
 * (PostgreSQL manual, "Message Formats"). One pump's thread. A connection's first message to the server has no type;
 * connections under test ask for no encryption, whose answer would have no length.
 */
final class Messages {
    private static final char COMMAND_COMPLETE = 'C';
    private static final char READY_FOR_QUERY = 'Z';
    private static final char OUTSIDE_TRANSACTION = 'I';
    private static final int LENGTH_BYTES = 4;
    /** Enough for the first word of a command's tag. */
    private static final int KEPT = 8;

    private final byte[] kept = new byte[KEPT];
    private final BitSet types = new BitSet();
    private boolean typed;
    private int type;
    private int headRead;
    private int length;
    private int bodyRead;
    private boolean wrote;
    private boolean endsCommit;

    Messages(Direction direction) {
        this.typed = direction == Direction.TO_CLIENT;
        begin();
    }

    private void begin() {
        type = 0;
        headRead = typed ? -1 : 0;
        length = 0;
        bodyRead = 0;
    }

    /** Reads on; what is told afterwards is of this piece. */
    void read(byte[] piece, int count) {
        types.clear();
        endsCommit = false;
        for (int at = 0; at < count; at++) {
            read(piece[at]);
        }
    }

    private void read(byte next) {
        if (headRead < 0) {
            type = next;
        } else if (headRead < LENGTH_BYTES) {
            length = length << Byte.SIZE | next & 0xff;
        } else {
            keep(next);
        }
        if (headRead < LENGTH_BYTES) {
            headRead++;
        }
        types.set(type);
        boolean isWhole = headRead == LENGTH_BYTES && bodyRead == length - LENGTH_BYTES;
        if (isWhole) {
            end();
        }
    }

    private void keep(byte next) {
        if (bodyRead < KEPT) {
            kept[bodyRead] = next;
        }
        bodyRead++;
    }

    private void end() {
        if (type == COMMAND_COMPLETE) {
            String tag = new String(kept, 0, Math.min(KEPT, bodyRead), StandardCharsets.US_ASCII);
            wrote |= tag.matches("(?s)(INSERT|UPDATE|DELETE|MERGE|COPY).*");
        } else if (type == READY_FOR_QUERY && kept[0] == OUTSIDE_TRANSACTION) {
            endsCommit |= wrote;
            wrote = false;
        }
        typed = true;
        begin();
    }

    /** Whether a message of this type, or a part of it, is in the piece. */
    boolean carry(char messageType) {
        return types.get(messageType);
    }

    /** Whether the piece tells that a transaction which wrote has ended. */
    boolean endCommit() {
        return endsCommit;
    }
}
