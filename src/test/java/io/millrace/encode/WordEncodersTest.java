package io.millrace.encode;

import static io.millrace.encode.Encoding.into;
import static io.millrace.table.TypeKind.BOOL;
import static io.millrace.table.TypeKind.JSON;
import static io.millrace.table.TypeKind.JSONB;
import static io.millrace.testing.BytesAssert.assertThat;

import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import io.millrace.testing.TableBuilder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordEncodersTest {
    private static final PgType MOOD =
            new PgType(TypeKind.ENUM, "public.mood", "_text", List.of("sad", "größer"), true);

    @ParameterizedTest
    @ValueSource(strings = {"t", "true", "TRUE", "tr", "y", "yes", "on", "1", " on "})
    void wordsForTrueAreRead(String word) {
        assertThat(into(BOOL).of(word)).isEncodedAs(bool(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"f", "false", "n", "no", "of", "off", "0"})
    void wordsForFalseAreRead(String word) {
        assertThat(into(BOOL).of(word)).isEncodedAs(bool(0));
    }

    @Test
    void booleansAndTheNumbersZeroAndOneAreBooleans() {
        assertThat(into(BOOL).of(true)).isEncodedAs(bool(1));
        assertThat(into(BOOL).of(false)).isEncodedAs(bool(0));
        assertThat(into(BOOL).of((byte) 1)).isEncodedAs(bool(1));
        assertThat(into(BOOL).of(new BigDecimal("1.0"))).isEncodedAs(bool(1));
        assertThat(into(BOOL).of(-0.0)).isEncodedAs(bool(0));
    }

    @Test
    void anythingElseIsNoBoolean() {
        into(BOOL).isRefused(2, "only the numbers 0 and 1 can become boolean (22003)");
        into(BOOL).isRefused("o", "invalid input syntax for type boolean (22P02)");
        into(BOOL).isRefused("", "invalid input syntax for type boolean (22P02)");
        into(BOOL).isRefused("truely", "invalid input syntax for type boolean (22P02)");
        into(BOOL).isRefused(new byte[1], "a byte string cannot become boolean (42804)");
    }

    @Test
    void labelsAreWrittenAsText() {
        assertThat(into(TableBuilder.column(MOOD)).of("größer")).isEncodedAs(out -> {
            out.putInt(8);
            out.putBytes("größer".getBytes(StandardCharsets.UTF_8));
        });
    }

    @Test
    void whatIsNoLabelIsRefused() {
        into(TableBuilder.column(MOOD)).isRefused("happy", "not a label of the enum public.mood (22P02)");
        into(TableBuilder.column(MOOD)).isRefused("SAD", "not a label of the enum public.mood (22P02)");
        into(TableBuilder.column(MOOD)).isRefused("sad\0", "contains U+0000, which PostgreSQL cannot store (22021)");
        into(TableBuilder.column(MOOD)).isRefused(1, "a number cannot become public.mood (42804)");
    }

    @Test
    void documentsPassAsTheyAre() {
        assertThat(into(JSON).of("{}")).isEncodedAs(out -> {
            out.putInt(2);
            out.putShort('{' << 8 | '}');
        });
        assertThat(into(JSONB).of("{}")).isEncodedAs(out -> {
            out.putInt(3);
            out.putByte(1);
            out.putShort('{' << 8 | '}');
        });
    }

    @Test
    void scalarsAreDocuments() {
        assertThat(into(JSONB).of(42L)).isEncodedAs(out -> {
            out.putInt(3);
            out.putByte(1);
            out.putShort('4' << 8 | '2');
        });
    }

    @Test
    void whatIsNoDocumentIsRefused() {
        into(JSONB).isRefused("\"\0\"", "contains U+0000, which PostgreSQL cannot store (22021)");
        into(JSONB).isRefused(Double.NaN, "NaN or infinity cannot become jsonb (22P02)");
        into(JSON).isRefused(new byte[0], "a byte string cannot become json (42804)");
        into(JSONB).isRefused(new byte[1], "a byte string cannot become jsonb (42804)");
    }

    private static Consumer<RowBuffer> bool(int value) {
        return out -> {
            out.putInt(1);
            out.putByte(value);
        };
    }
}
