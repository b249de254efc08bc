package io.millrace.encode;

import static io.millrace.encode.Encoding.into;
import static io.millrace.table.TypeKind.BPCHAR;
import static io.millrace.table.TypeKind.OTHER;
import static io.millrace.table.TypeKind.TEXT;
import static io.millrace.table.TypeKind.VARCHAR;
import static io.millrace.testing.BytesAssert.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncodersTest {
    private static final String HALF_A_PAIR = "contains half of a surrogate pair, which UTF-8 cannot hold (22021)";
    private static final String NUL = "contains U+0000, which PostgreSQL cannot store (22021)";

    @Test
    void asciiIsWrittenByteForByte() {
        assertThat(into(TEXT).of("ab?")).isEncodedAs(out -> {
            out.putInt(3);
            out.putByte('a');
            out.putByte('b');
            out.putByte('?');
        });
    }

    @Test
    void otherCharactersAreWrittenAsUtf8() {
        assertThat(into(TEXT).of("é€😀")).isEncodedAs(out -> {
            out.putInt(9);
            out.putShort(0xC3A9);
            out.putByte(0xE2);
            out.putShort(0x82AC);
            out.putInt(0xF09F9880);
        });
    }

    @Test
    void theEmptyTextIsNotNull() {
        assertThat(into(TEXT).of("")).isEncodedAs(out -> out.putInt(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 23, 24, 25, 200, 5000})
    void textOfAnyLengthIsWrittenWhole(int length) {
        String ascii = "x?".repeat(length).substring(0, length);
        String accented = "é?".repeat(length).substring(0, length);

        assertThat(into(TEXT).of(ascii)).isEncodedAs(text(ascii));
        assertThat(into(TEXT).of(accented)).isEncodedAs(text(accented));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 23, 24, 25, 200})
    void whatUtf8OrPostgresCannotHoldIsRefusedWhereverItStands(int before) {
        String start = "x".repeat(before);

        into(TEXT).isRefused(start + "\0", NUL);
        into(TEXT).isRefused(start + "\0yyyyyyyyyy", NUL);
        into(TEXT).isRefused(start + "\uD83D", HALF_A_PAIR);
        into(TEXT).isRefused(start + "\uDE00\uD83D", HALF_A_PAIR);
        into(TEXT).isRefused(start + "\uD83Dyyyyyyyyyy", HALF_A_PAIR);
    }

    @Test
    void theLimitCountsCharactersAndCutsSpacesOnly() {
        assertThat(into(VARCHAR, 4 + 3).of("😀😀😀")).isEncodedAs(text("😀😀😀"));
        assertThat(into(VARCHAR, 4 + 3).of("abc  ")).isEncodedAs(text("abc"));
        assertThat(into(VARCHAR, 4 + 3).of("a    ")).isEncodedAs(text("a  "));
        into(VARCHAR, 4 + 3).isRefused("abcd", "value too long for type character varying(3) (22001)");
        into(VARCHAR, 4 + 3).isRefused("abc d", "value too long for type character varying(3) (22001)");
        into(BPCHAR, 4 + 1).isRefused("😀😀😀", "value too long for type character(1) (22001)");
    }

    @Test
    void theServerPadsCharacters() {
        assertThat(into(BPCHAR, 4 + 3).of("a")).isEncodedAs(text("a"));
    }

    @Test
    void scalarsBecomeTheTextPostgresShows() {
        assertThat(into(TEXT).of(42L)).isEncodedAs(text("42"));
        assertThat(into(TEXT).of((byte) -1)).isEncodedAs(text("-1"));
        assertThat(into(TEXT).of(true)).isEncodedAs(text("true"));
        assertThat(into(OTHER).of(new BigDecimal("1E+3"))).isEncodedAs(text("1000"));
        assertThat(into(OTHER).of(new byte[] {0, (byte) 0xFF})).isEncodedAs(text("\\x00ff"));
        assertThat(into(OTHER).of(ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 1))).isEncodedAs(text("\\x02"));
    }

    @Test
    void doublesBecomeTheTextPostgresShows() {
        assertThat(into(TEXT).of(1.5)).isEncodedAs(text("1.5"));
        assertThat(into(TEXT).of(100.0)).isEncodedAs(text("100"));
        assertThat(into(TEXT).of(-0.0)).isEncodedAs(text("-0"));
        assertThat(into(TEXT).of(1e15)).isEncodedAs(text("1e+15"));
        assertThat(into(TEXT).of(123456789012345.0)).isEncodedAs(text("123456789012345"));
        assertThat(into(TEXT).of(1.25e-7)).isEncodedAs(text("1.25e-07"));
        assertThat(into(TEXT).of(0.0001)).isEncodedAs(text("0.0001"));
        assertThat(into(TEXT).of(Double.NaN)).isEncodedAs(text("NaN"));
        assertThat(into(TEXT).of(Float.NEGATIVE_INFINITY)).isEncodedAs(text("-Infinity"));
    }

    @Test
    void datesAndTimesBecomeIso8601() {
        java.util.Date value = new java.util.Date(36_000_123);

        assertThat(into(TEXT).from(Date.SCHEMA).of(value)).isEncodedAs(text("1970-01-01"));
        assertThat(into(TEXT).from(Time.SCHEMA).of(value)).isEncodedAs(text("10:00:00.123"));
        assertThat(into(OTHER).from(Timestamp.SCHEMA).of(value)).isEncodedAs(text("1970-01-01T10:00:00.123Z"));
    }

    @Test
    void typesThatTheServerCastsTakeNoNestedValues() {
        into(OTHER).isRefused(Map.of(), "a nested map cannot become other (42804)");
        into(OTHER).isRefused(List.of(), "an array cannot become other (42804)");
    }

    private static Consumer<RowBuffer> text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return out -> {
            out.putInt(bytes.length);
            out.putBytes(bytes);
        };
    }
}
