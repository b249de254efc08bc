package io.millrace.encode;

/** STUB for parallel work. */
public final class RowImage {
    private RowImage() {}

    public static int skipField(byte[] bytes, int at) {
        int length = (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | (bytes[at + 3] & 0xFF);
        return at + Integer.BYTES + Math.max(length, 0);
    }
}
