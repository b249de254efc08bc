package io.millrace.testing;

import io.millrace.encode.RowBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractAssert;

/** Compares encoded bytes with bytes written out by hand, and shows both in hexadecimal where they differ. */
public final class BytesAssert extends AbstractAssert<BytesAssert, RowBuffer> {
    private static final int LINE = 16;

    private BytesAssert(RowBuffer actual) {
        super(actual, BytesAssert.class);
    }

    public static BytesAssert assertThat(RowBuffer actual) {
        return new BytesAssert(actual);
    }

    public BytesAssert isEncodedAs(Consumer<RowBuffer> byHand) {
        RowBuffer expected = new RowBuffer(LINE);
        byHand.accept(expected);
        byte[] wanted = bytes(expected);
        byte[] found = bytes(actual);
        if (!Arrays.equals(wanted, found)) {
            failWithMessage("expected bytes%n%s%nbut were%n%s", dump(wanted), dump(found));
        }
        return this;
    }

    public static byte[] bytes(RowBuffer buffer) {
        return Arrays.copyOf(buffer.array(), buffer.size());
    }

    private static String dump(byte[] bytes) {
        StringBuilder lines = new StringBuilder();
        for (int at = 0; at < bytes.length; at += LINE) {
            byte[] line = Arrays.copyOfRange(bytes, at, Math.min(at + LINE, bytes.length));
            lines.append("  %04x  %s%n".formatted(at, HexFormat.ofDelimiter(" ").formatHex(line)));
        }
        return lines.toString();
    }
}
