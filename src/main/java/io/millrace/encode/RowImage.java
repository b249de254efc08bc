package io.millrace.encode;

/** STUB for parallel work. */
public final class RowImage {
    private RowImage() {}

    public static int skipField(byte[] bytes, int at) {
        return at;
    }
}
