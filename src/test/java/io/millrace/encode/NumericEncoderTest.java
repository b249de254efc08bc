package io.millrace.encode;

import static io.millrace.encode.Encoding.into;
import static io.millrace.table.TypeKind.NUMERIC;
import static io.millrace.testing.BytesAssert.assertThat;

import java.math.BigDecimal;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NumericEncoderTest {
    @Test
    void zeroHasNoDigits() {
        assertThat(into(NUMERIC).of(new BigDecimal("0"))).isEncodedAs(numeric(0, 0, 0));
        assertThat(into(NUMERIC).of(new BigDecimal("0.000"))).isEncodedAs(numeric(0, 0, 3));
    }

    @Test
    void digitsAreAlignedToThePoint() {
        assertThat(into(NUMERIC).of(new BigDecimal("12345.678"))).isEncodedAs(numeric(1, 0, 3, 1, 2345, 6780));
        assertThat(into(NUMERIC).of(new BigDecimal("-12.5"))).isEncodedAs(numeric(0, 0x4000, 1, 12, 5000));
        assertThat(into(NUMERIC).of(new BigDecimal("0.00001"))).isEncodedAs(numeric(-2, 0, 5, 1000));
        assertThat(into(NUMERIC).of(new BigDecimal("10000"))).isEncodedAs(numeric(1, 0, 0, 1, 0));
    }

    @Test
    void numbersBeyondALongAreAlignedTheSame() {
        assertThat(into(NUMERIC).of(new BigDecimal("123456789012345678901.5")))
                .isEncodedAs(numeric(5, 0, 1, 1, 2345, 6789, 123, 4567, 8901, 5000));
        assertThat(into(NUMERIC).of(new BigDecimal("-1234567890123456789")))
                .isEncodedAs(numeric(4, 0x4000, 0, 123, 4567, 8901, 2345, 6789));
    }

    @Test
    void negativeScalesAreWrittenOut() {
        assertThat(into(NUMERIC).of(new BigDecimal("12E3"))).isEncodedAs(numeric(1, 0, 0, 1, 2000));
    }

    @Test
    void wholeNumbersAndDoublesBecomeWhatTheyShow() {
        assertThat(into(NUMERIC).of(Long.MAX_VALUE)).isEncodedAs(numeric(4, 0, 0, 922, 3372, 368, 5477, 5807));
        assertThat(into(NUMERIC).of(Long.MIN_VALUE)).isEncodedAs(numeric(4, 0x4000, 0, 922, 3372, 368, 5477, 5808));
        assertThat(into(NUMERIC).of(0.1)).isEncodedAs(numeric(-1, 0, 1, 1000));
        assertThat(into(NUMERIC).of(0.1f)).isEncodedAs(numeric(-1, 0, 1, 1000));
        assertThat(into(NUMERIC).of("1.50")).isEncodedAs(numeric(0, 0, 2, 1, 5000));
    }

    @Test
    void whatIsNoNumberHasASignOfItsOwn() {
        assertThat(into(NUMERIC).of(Double.NaN)).isEncodedAs(numeric(0, 0xC000, 0));
        assertThat(into(NUMERIC).of("Infinity")).isEncodedAs(numeric(0, 0xD000, 0));
        assertThat(into(NUMERIC).of(Float.NEGATIVE_INFINITY)).isEncodedAs(numeric(0, 0xF000, 0));
        assertThat(into(NUMERIC, modifier(5, 2)).of("nan")).isEncodedAs(numeric(0, 0xC000, 0));
    }

    @Test
    void theScaleOfTheColumnRoundsHalfAwayFromZero() {
        assertThat(into(NUMERIC, modifier(5, 2)).of(new BigDecimal("1.005"))).isEncodedAs(numeric(0, 0, 2, 1, 100));
        assertThat(into(NUMERIC, modifier(5, 2)).of(new BigDecimal("-1.005")))
                .isEncodedAs(numeric(0, 0x4000, 2, 1, 100));
        assertThat(into(NUMERIC, modifier(5, -2)).of(150L)).isEncodedAs(numeric(0, 0, 0, 200));
        assertThat(into(NUMERIC, modifier(5, 2)).of(new BigDecimal("1E-1000000000")))
                .isEncodedAs(numeric(0, 0, 2));
    }

    @Test
    void thePrecisionOfTheColumnIsHeldAfterRounding() {
        assertThat(into(NUMERIC, modifier(5, 2)).of(new BigDecimal("999.994")))
                .isEncodedAs(numeric(0, 0, 2, 999, 9900));
        into(NUMERIC, modifier(5, 2)).isRefused(new BigDecimal("999.995"), "numeric field overflow (22003)");
        into(NUMERIC, modifier(5, 2)).isRefused(1000, "numeric field overflow (22003)");
        into(NUMERIC, modifier(5, 2)).isRefused("Infinity", "numeric field overflow (22003)");
        into(NUMERIC, modifier(2, 4)).isRefused(new BigDecimal("0.01"), "numeric field overflow (22003)");
    }

    @Test
    void whatNoNumericHoldsIsRefused() {
        into(NUMERIC).isRefused(new BigDecimal("1E+1000000000"), "out of range for numeric (22003)");
        into(NUMERIC).isRefused(new BigDecimal("1E-16384"), "out of range for numeric (22003)");
        into(NUMERIC).isRefused("1e99999999999", "out of range for numeric (22003)");
        into(NUMERIC).isRefused("12,5", "invalid input syntax for type numeric (22P02)");
        into(NUMERIC).isRefused(true, "a boolean cannot become numeric (42804)");
    }

    private static int modifier(int precision, int scale) {
        return (precision << 16 | scale & 0x7FF) + 4;
    }

    private static Consumer<RowBuffer> numeric(int weight, int sign, int scale, int... digits) {
        return out -> {
            out.putInt(8 + 2 * digits.length);
            out.putShort(digits.length);
            out.putShort(weight);
            out.putShort(sign);
            out.putShort(scale);
            for (int digit : digits) {
                out.putShort(digit);
            }
        };
    }
}
