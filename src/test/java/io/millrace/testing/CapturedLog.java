package io.millrace.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What is logged meanwhile, which slf4j-simple writes to System.err. Any thread writes; one test at a time listens. */
public final class CapturedLog implements AutoCloseable {
    private final PrintStream usual = System.err;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private CapturedLog() {}

    public static CapturedLog begin() {
        CapturedLog log = new CapturedLog();
        System.setErr(new PrintStream(log.tee(), true, StandardCharsets.UTF_8));
        return log;
    }

    private OutputStream tee() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                usual.write(bytes, from, count);
                heard.write(bytes, from, count);
            }
        };
    }

    public String text() {
        return heard.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setErr(usual);
    }
}
