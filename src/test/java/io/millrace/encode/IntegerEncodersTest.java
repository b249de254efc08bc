package io.millrace.encode;

import static io.millrace.encode.Encoding.into;
import static io.millrace.table.TypeKind.INT2;
import static io.millrace.table.TypeKind.INT4;
import static io.millrace.table.TypeKind.INT8;
import static io.millrace.testing.BytesAssert.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegerEncodersTest {
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 42, Long.MAX_VALUE})
    void longsBecomeBigint(long value) {
        assertThat(into(INT8).of(value)).isEncodedAs(out -> {
            out.putInt(8);
            out.putLong(value);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 42, Integer.MAX_VALUE})
    void intsBecomeInteger(int value) {
        assertThat(into(INT4).of(value)).isEncodedAs(out -> {
            out.putInt(4);
            out.putInt(value);
        });
    }

    @ParameterizedTest
    @ValueSource(shorts = {Short.MIN_VALUE, -1, 0, 42, Short.MAX_VALUE})
    void shortsBecomeSmallint(short value) {
        assertThat(into(INT2).of(value)).isEncodedAs(out -> {
            out.putInt(2);
            out.putShort(value);
        });
    }

    @Test
    void negativeBytesKeepTheirSign() {
        assertThat(into(INT2).of((byte) -128)).isEncodedAs(out -> {
            out.putInt(2);
            out.putByte(0xFF);
            out.putByte(0x80);
        });
    }

    @Test
    void widerNumbersAreNarrowedWhereTheyFit() {
        assertThat(into(INT2).of(300L)).isEncodedAs(out -> {
            out.putInt(2);
            out.putShort(300);
        });
        assertThat(into(INT4).of(new BigDecimal("3E2"))).isEncodedAs(out -> {
            out.putInt(4);
            out.putInt(300);
        });
        assertThat(into(INT8).of(2.0)).isEncodedAs(out -> {
            out.putInt(8);
            out.putLong(2);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", " 42 ", "+42", "0042", "0000000000000000000000042"})
    void textIsReadAsPostgresReadsIt(String text) {
        assertThat(into(INT8).of(text)).isEncodedAs(out -> {
            out.putInt(8);
            out.putLong(42);
        });
    }

    @Test
    void numbersTooLargeAreRefused() {
        into(INT2).isRefused(32_768L, "out of range for smallint (22003)");
        into(INT4).isRefused(1L << 31, "out of range for integer (22003)");
        into(INT8).isRefused("9223372036854775808", "out of range for bigint (22003)");
        into(INT8).isRefused("99999999999999999999", "out of range for bigint (22003)");
        into(INT8).isRefused(0x1p63, "out of range for bigint (22003)");
        into(INT8).isRefused(new BigDecimal("1E+1000000000"), "out of range for bigint (22003)");
    }

    @Test
    void whatIsNoNumberIsRefused() {
        into(INT4).isRefused(Double.NaN, "out of range for integer (22003)");
        into(INT4).isRefused(Float.POSITIVE_INFINITY, "out of range for integer (22003)");
        into(INT4).isRefused("", "invalid input syntax for type integer (22P02)");
        into(INT4).isRefused("12a", "invalid input syntax for type integer (22P02)");
        into(INT4).isRefused("2.0", "invalid input syntax for type integer (22P02)");
        into(INT4).isRefused("٤٢٤٢", "invalid input syntax for type integer (22P02)");
        into(INT4).isRefused(true, "a boolean cannot become integer (42804)");
    }

    @Test
    void fractionsAreRefused() {
        into(INT4).isRefused(1.5, "a fraction would be lost in integer (22003)");
        into(INT8).isRefused(new BigDecimal("0.1"), "a fraction would be lost in bigint (22003)");
    }
}
