package io.millrace.encode;

import static io.millrace.encode.Encoding.into;
import static io.millrace.testing.BytesAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.EncodeSettings;
import io.millrace.table.Column;
import io.millrace.table.ElementType;
import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import io.millrace.testing.TableBuilder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayEncoderTest {
    private static final int INT4 = 23;
    private static final int TEXT = 25;

    private final Column ints = array(TypeKind.ARRAY, TypeKind.INT4, INT4);
    private final Column texts = array(TypeKind.ARRAY, TypeKind.TEXT, TEXT);
    private final Column casts = array(TypeKind.OTHER, TypeKind.OTHER, 1);
    private final Column documents = array(TypeKind.ARRAY, TypeKind.JSONB, 3802);

    private static Column array(TypeKind kind, TypeKind element, int oid) {
        ElementType elements = new ElementType(element, "element", List.of(), oid, -1, ',');
        return TableBuilder.column(new PgType(kind, "element[]", "_text", List.of(), false, elements));
    }

    @Test
    void anArrayHasItsDimensionsAndThenItsElementsRowByRow() {
        assertThat(into(ints).of(List.of(List.of(1, 2, 3), Arrays.asList(4, null, 6))))
                .isEncodedAs(out -> {
                    out.putInt(3 * 4 + 2 * 8 + 5 * 8 + 4);
                    out.putInt(2);
                    out.putInt(1);
                    out.putInt(INT4);
                    out.putInt(2);
                    out.putInt(1);
                    out.putInt(3);
                    out.putInt(1);
                    for (int element = 1; element <= 6; element++) {
                        out.putInt(element == 5 ? -1 : 4);
                        if (element != 5) {
                            out.putInt(element);
                        }
                    }
                });
    }

    @Test
    void anArrayWithoutElementsHasNoDimensions() {
        for (List<?> empty : List.of(List.of(), List.of(List.of(), List.of()), List.of(List.of(List.of())))) {
            assertThat(into(ints).of(empty)).isEncodedAs(out -> {
                out.putInt(3 * 4);
                out.putInt(0);
                out.putInt(0);
                out.putInt(INT4);
            });
        }
    }

    @Test
    void listsThatMakeNoBoxAreRefused() {
        List<List<?>> ragged = List.of(
                List.of(List.of(1), List.of(1, 2)),
                List.of(List.of(1), 2),
                List.of(1, List.of(2)),
                Arrays.asList(null, List.of(1)),
                Arrays.asList(List.of(1), null),
                List.of(List.of(), List.of(1)),
                List.of(List.of(1), List.of()),
                List.of(List.of(), 1),
                List.of(List.of(List.of()), List.of(1)));
        for (List<?> list : ragged) {
            into(ints).isRefused(list, "the lists within the array differ in length or depth (2202E)");
            into(casts).isRefused(list, "the lists within the array differ in length or depth (2202E)");
        }
    }

    @Test
    void anArrayHasSixDimensionsAtMost() {
        List<?> six = List.of(List.of(List.of(List.of(List.of(List.of(7))))));

        assertThat(into(ints).of(six).intAt(4)).isEqualTo(6);
        into(ints).isRefused(List.of(six), "an array has 6 dimensions at most (54001)");
        into(ints).isRefused("{".repeat(100_000), "an array has 6 dimensions at most (54001)");
    }

    @Test
    void aRefusedArrayLeavesNothingToTheNext() {
        Encoders encoders = new Encoders(new EncodeSettings(ZoneOffset.UTC));
        FieldEncoder encoder = encoders.find((Schema) null, ints);
        RowBuffer out = new RowBuffer(8);
        assertThatThrownBy(() -> encoder.encode(List.of(List.of(1, 2), List.of(3)), out))
                .hasMessageContaining("differ");
        out.clear();

        encoder.encode(List.of(1), out);

        assertThat(out.intAt(0)).isEqualTo(3 * 4 + 8 + 8);
        assertThat(out.intAt(4)).isEqualTo(1);
        assertThat(out.intAt(16)).isEqualTo(1);
    }

    @Test
    void elementsAreRefusedAsTheyWouldBeAlone() {
        into(ints).isRefused(List.of(1L << 40), "out of range for integer (22003)");
        into(ints).isRefused(7, "a number cannot become element[] (42804)");
        into(texts).isRefused(List.of("a\0"), "contains U+0000, which PostgreSQL cannot store (22021)");
        into(casts).isRefused(List.of(Map.of()), "a nested map cannot become element (42804)");
    }

    @Test
    void listsInDocumentsAreElementsAndNoDimensions() {
        RowBuffer field = into(documents).of(List.of(List.of(1, 2), Map.of()));

        assertThat(field.intAt(4)).isEqualTo(1);
        assertThat(text(field)).endsWith("[1,2]" + "\0\0\0\3\1{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "{",
                "{a",
                "{a,",
                "{a,}",
                "{,a}",
                "{a}b",
                "{\"a}",
                "{a\"b\"}",
                "{\"a\"b}",
                "{a\\",
                "{{a}b}",
                "{{a},}",
                "[0:1]={a,b}",
                "[\"a\"]",
                "}",
                "{a}}"
            })
    void aMalformedLiteralIsRefused(String literal) {
        into(texts).isRefused(literal, "malformed array literal for type element[] (22P02)");
    }

    @Test
    void arraysThatTheServerCastsAreLiterals() {
        assertThat(text(into(casts).of(Arrays.asList("a\"\\,{}", null, "", 1))))
                .isEqualTo("{\"a\\\"\\\\,{}\",NULL,\"\",\"1\"}");
        assertThat(text(into(casts).of(List.of(List.of("a"), List.of("b"))))).isEqualTo("{{\"a\"},{\"b\"}}");
        assertThat(text(into(casts).of(List.of(List.of(), List.of())))).isEqualTo("{}");
        assertThat(text(into(casts).of("[0:1]={a,b}"))).isEqualTo("[0:1]={a,b}");
    }

    private static String text(RowBuffer field) {
        assertThat(field.intAt(0)).isEqualTo(field.size() - Integer.BYTES);
        return new String(field.array(), Integer.BYTES, field.intAt(0), StandardCharsets.UTF_8);
    }
}
