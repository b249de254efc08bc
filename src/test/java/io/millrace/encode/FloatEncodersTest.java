package io.millrace.encode;

import static io.millrace.encode.Encoding.into;
import static io.millrace.table.TypeKind.FLOAT4;
import static io.millrace.table.TypeKind.FLOAT8;
import static io.millrace.testing.BytesAssert.assertThat;

import java.math.BigDecimal;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatEncodersTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1.5, Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY})
    void doublesBecomeDoublePrecision(double value) {
        assertThat(into(FLOAT8).of(value)).isEncodedAs(float8(Double.doubleToLongBits(value)));
    }

    @Test
    void nanHasItsCanonicalBits() {
        assertThat(into(FLOAT8).of(Double.NaN)).isEncodedAs(float8(0x7FF8000000000000L));
        assertThat(into(FLOAT4).of(Double.NaN)).isEncodedAs(float4(0x7FC00000));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -0.0f, 1.5f, Float.MIN_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY})
    void floatsBecomeReal(float value) {
        assertThat(into(FLOAT4).of(value)).isEncodedAs(float4(Float.floatToIntBits(value)));
    }

    @Test
    void otherNumbersAreRounded() {
        assertThat(into(FLOAT8).of(42)).isEncodedAs(float8(0x4045000000000000L));
        assertThat(into(FLOAT8).of(new BigDecimal("0.1"))).isEncodedAs(float8(0x3FB999999999999AL));
        assertThat(into(FLOAT4).of(0.1)).isEncodedAs(float4(0x3DCCCCCD));
        assertThat(into(FLOAT4).of("0.1")).isEncodedAs(float4(0x3DCCCCCD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", " +1.5", "15e-1", ".15E1", "1.50"})
    void textIsReadAsPostgresReadsIt(String text) {
        assertThat(into(FLOAT8).of(text)).isEncodedAs(float8(0x3FF8000000000000L));
    }

    @Test
    void theWordsForWhatIsNoNumberAreRead() {
        assertThat(into(FLOAT8).of("NaN")).isEncodedAs(float8(0x7FF8000000000000L));
        assertThat(into(FLOAT8).of("-Infinity")).isEncodedAs(float8(0xFFF0000000000000L));
        assertThat(into(FLOAT4).of("inf")).isEncodedAs(float4(0x7F800000));
    }

    @Test
    void whatWouldOverflowOrVanishIsRefused() {
        into(FLOAT4).isRefused(1e300, "out of range for real (22003)");
        into(FLOAT4).isRefused(1e-300, "out of range for real (22003)");
        into(FLOAT4).isRefused("1e300", "out of range for real (22003)");
        into(FLOAT8).isRefused("1e309", "out of range for double precision (22003)");
        into(FLOAT8).isRefused("1e-400", "out of range for double precision (22003)");
        into(FLOAT8).isRefused(new BigDecimal("1E+400"), "out of range for double precision (22003)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5f", "0x1p3", "1.5d", "one", "", "1e", "1.2.3", "."})
    void whatOnlyJavaTakesForANumberIsRefused(String text) {
        into(FLOAT8).isRefused(text, "invalid input syntax for type double precision (22P02)");
    }

    private static Consumer<RowBuffer> float8(long bits) {
        return out -> {
            out.putInt(8);
            out.putLong(bits);
        };
    }

    private static Consumer<RowBuffer> float4(int bits) {
        return out -> {
            out.putInt(4);
            out.putInt(bits);
        };
    }
}
