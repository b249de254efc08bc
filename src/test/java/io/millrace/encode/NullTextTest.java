package io.millrace.encode;

import static io.millrace.encode.Encoding.into;
import static io.millrace.testing.BytesAssert.assertThat;
import static io.millrace.testing.BytesAssert.bytes;

import io.millrace.config.NullCharacters;
import io.millrace.table.TypeKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NullTextTest {
    private static final String REFUSED = "contains U+0000, which PostgreSQL cannot store (22021)";

    @ParameterizedTest
    @EnumSource(
            value = TypeKind.class,
            names = {"TEXT", "VARCHAR", "BPCHAR", "NAME", "CITEXT", "XML", "OTHER", "JSON", "JSONB"})
    void theCharacterIsRefusedUnlessToldOtherwise(TypeKind kind) {
        into(kind).isRefused("a\0b", REFUSED);
    }

    @ParameterizedTest
    @EnumSource(
            value = TypeKind.class,
            names = {"TEXT", "VARCHAR", "BPCHAR", "NAME", "CITEXT", "XML", "OTHER"})
    void itIsLeftOutOrReplaced(TypeKind kind) {
        assertThat(into(kind).with(NullCharacters.STRIP).of("a\0b\0"))
                .isEncodedAs(out -> out.putBytes(same(kind, "ab")));
        assertThat(into(kind).with(NullCharacters.REPLACE).of("a\0b"))
                .isEncodedAs(out -> out.putBytes(same(kind, "a\uFFFDb")));
    }

    /** json keeps the escape as it stands, jsonb would have to decode it. */
    @Test
    void itsEscapeIsThatCharacterToJsonb() {
        String document = "{\"a\":\"\\u0000\",\"b\":\"\\\\u0000\"}";

        into(TypeKind.JSONB).isRefused(document, "contains \\u0000, which jsonb cannot store (22P05)");
        assertThat(into(TypeKind.JSONB).with(NullCharacters.STRIP).of(document))
                .isEncodedAs(out -> out.putBytes(same(TypeKind.JSONB, "{\"a\":\"\",\"b\":\"\\\\u0000\"}")));
        assertThat(into(TypeKind.JSONB).with(NullCharacters.REPLACE).of(document))
                .isEncodedAs(out -> out.putBytes(same(TypeKind.JSONB, "{\"a\":\"\uFFFD\",\"b\":\"\\\\u0000\"}")));
        assertThat(into(TypeKind.JSON).of(document)).isEncodedAs(out -> out.putBytes(same(TypeKind.JSON, document)));
    }

    @Test
    void insideOfADocumentItIsLeftOutOrReplacedToo() {
        Map<String, String> document = Map.of("a", "x\0y");

        assertThat(into(TypeKind.JSONB).with(NullCharacters.STRIP).of(document))
                .isEncodedAs(out -> out.putBytes(same(TypeKind.JSONB, "{\"a\":\"xy\"}")));
        assertThat(into(TypeKind.TEXT).with(NullCharacters.REPLACE).of(document))
                .isEncodedAs(out -> out.putBytes(same(TypeKind.TEXT, "{\"a\":\"x\uFFFDy\"}")));
    }

    private static byte[] same(TypeKind kind, String text) {
        return bytes(into(kind).of(text));
    }
}
