package io.millrace.encode;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The stream that a kept parser reads text after text from; each ends where it ends. Confined to the task thread. */
final class JsonFeed extends InputStream {
    private final Rest rest = new Rest();

    private byte[] array = {};
    private int at;
    private int end;
    private long delivered;

    void show(byte[] bytes, int from, int to) {
        array = bytes;
        at = from;
        end = to;
    }

    void clear() {
        show(new byte[0], 0, 0);
        delivered = 0;
    }

    /** How many bytes of all texts have been read since it was cleared. */
    long delivered() {
        return delivered;
    }

    @Override
    public int read() {
        if (at == end) {
            return -1;
        }
        delivered++;
        return array[at++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (at == end) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(array, at, target, offset, count);
        at += count;
        delivered += count;
        return count;
    }

    /** Whether nothing follows the object but white space, be it in the parser's buffer or not read yet. */
    boolean endsBlank(JsonParser parser) throws IOException {
        rest.blank = true;
        parser.releaseBuffered(rest);
        rest.write(array, at, end - at);
        show(array, end, end);
        return rest.blank;
    }

    /** Takes what is left over, and remembers only whether all of it was white space. */
    private static final class Rest extends OutputStream {
        private boolean blank;

        @Override
        public void write(int b) {
            blank &= b == ' ' || b == '\n' || b == '\r' || b == '\t';
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            for (int i = from; i < from + length; i++) {
                write(bytes[i]);
            }
        }
    }
}
