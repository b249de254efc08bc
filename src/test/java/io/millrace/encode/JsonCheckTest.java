package io.millrace.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.testing.RandomRows;
import java.io.IOException;
import java.util.Random;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCheckTest {
    private static final int ROUNDS = 20_000;
    private static final long SEED = 8259;
    private static final String MARKS = "{}[]\",:\\/ 019-+.eEtrufalsn\n\u0001ü";

    private final ObjectMapper jackson = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [ ] ",
                "null",
                "true",
                "false",
                "0",
                "-0",
                "1.5e+3",
                "0.10E-7",
                "\"\"",
                "\"\\u00e9\\n\\/\"",
                "{\"a\":[1,{\"b\":null}],\"a\":\"ü\"}",
                "\t[1 , 2]\r\n",
                "\"\\ud83d\\ude00\""
            })
    void documentsArePassed(String text) {
        byte[] json = text.getBytes(UTF_8);

        assertThat(JsonCheck.isValid(json, 0, json.length)).isTrue();
        JsonCheck.requireJsonb(json, 0, json.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "}", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "nul", "nulll", "True",
                "01", "1.", ".5", "1e", "+1", "-", "--1", "NaN", "1 2", "\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12",
                "\"a\nb\"", "'a'", "[1}", "{} {}", "// no", "[1 2]", "\"\\"
            })
    void whatIsNoDocumentIsRefusedWithoutBeingQuoted(String text) {
        byte[] json = text.getBytes(UTF_8);

        assertThatThrownBy(() -> JsonCheck.requireJson(json, 0, json.length))
                .isInstanceOf(DataException.class)
                .hasMessage("invalid input syntax for type json (22P02)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"\\u0000\" | contains \\u0000, which jsonb cannot store (22P05)",
                "\"\\ud800\" | contains an escape of half a surrogate pair, which jsonb cannot store (22P02)",
                "\"\\ud800\\n\" | contains an escape of half a surrogate pair, which jsonb cannot store (22P02)",
                "\"\\ud800\\u0041\" | contains an escape of half a surrogate pair, which jsonb cannot store (22P02)",
                "\"\\udc00\" | contains an escape of half a surrogate pair, which jsonb cannot store (22P02)",
                "1e131073 | out of range for numeric (22003)",
                "1e-16384 | out of range for numeric (22003)"
            })
    void whatJsonTakesAndJsonbDoesNotIsToldApart(String text, String message) {
        byte[] json = text.getBytes(UTF_8);

        JsonCheck.requireJson(json, 0, json.length);
        assertThatThrownBy(() -> JsonCheck.requireJsonb(json, 0, json.length))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    /** Texts with one mark changed, of which about half are still JSON. */
    @Test
    void jacksonThinksTheSame() throws IOException {
        RandomRows rows = new RandomRows(SEED);
        Random random = new Random(SEED);
        int valid = 0;
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(rows.next(round));
            text.setCharAt(random.nextInt(text.length()), MARKS.charAt(random.nextInt(MARKS.length())));
            byte[] json = text.toString().getBytes(UTF_8);

            boolean isValid = JsonCheck.isValid(json, 0, json.length);

            assertThat(isValid).as("round " + round + " of seed " + SEED).isEqualTo(isReadByJackson(json));
            valid += isValid ? 1 : 0;
        }
        assertThat(valid).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    private boolean isReadByJackson(byte[] json) throws IOException {
        try (JsonParser parser = jackson.createParser(json)) {
            boolean isValue = parser.nextToken() != null;
            parser.skipChildren();
            parser.finishToken();
            return isValue && parser.nextToken() == null;
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }
}
