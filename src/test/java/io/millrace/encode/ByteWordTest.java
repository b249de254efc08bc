package io.millrace.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteWordTest {
    private static final ByteWord OP = new ByteWord("\"op\"", 'p');

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"op\"",
                "{\"op\":1}",
                "\"\"op\"",
                "ooop\"op\"",
                "\"o\"op\"",
                "ä\"op\"",
                "{\"a\":\"op\"}",
                "0123456\"op\"",
                "pppp____pop\"op\"pop____pppp"
            })
    void theWordIsFoundWhereverItStands(String text) {
        assertThat(isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "op\"", "\"op", "\"o\"p\"", "\"ops\"", "\" op\"", "{\"stop\":\"top\"}"})
    void nothingElseIsTakenForIt(String text) {
        assertThat(isIn(text)).isFalse();
    }

    @Test
    void whatIsOutsideOfTheSliceIsNotLookedAt() {
        byte[] bytes = "x\"op\"x".getBytes(StandardCharsets.US_ASCII);

        assertThat(OP.isIn(bytes, 1, 5)).isTrue();
        assertThat(OP.isIn(bytes, 2, 6)).isFalse();
        assertThat(OP.isIn(bytes, 0, 4)).isFalse();
    }

    private static boolean isIn(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return OP.isIn(bytes, 0, bytes.length);
    }
}
