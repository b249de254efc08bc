package io.millrace.encode;

import static io.millrace.testing.BytesAssert.assertThat;
import static io.millrace.testing.BytesAssert.bytes;
import static io.millrace.testing.TableBuilder.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.EncodeSettings;
import io.millrace.table.Column;
import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyFormTest {
    private static final int NO_MODIFIER = -1;

    @Test
    void aBigintIsItselfWithTheSignFlipped() {
        assertThat(form(TypeKind.INT8, 42L)).isEncodedAs(out -> {
            out.putInt(0x80000000);
            out.putInt(42);
        });
    }

    @Test
    void textEndsWithItsLength() {
        assertThat(form(TypeKind.TEXT, "ab")).isEncodedAs(out -> {
            out.putByte('a');
            out.putByte('b');
            out.putInt(2);
        });
    }

    @Test
    void numbersSortAsTheDatabaseSortsThem() {
        isSorted(TypeKind.INT2, (short) -300, (short) -1, (short) 0, (short) 5, (short) 300);
        isSorted(TypeKind.INT4, Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE);
        isSorted(TypeKind.INT8, Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE);
        isSorted(TypeKind.FLOAT4, Float.NEGATIVE_INFINITY, -1f, 0f, 1f, Float.POSITIVE_INFINITY, Float.NaN);
        isSorted(TypeKind.FLOAT8, Double.NEGATIVE_INFINITY, -2e9, -1d, 0d, 1d, 2e9, Double.NaN);
        isSorted(TypeKind.DATE, "-infinity", "0001-01-01 BC", "1999-12-31", "2026-11-21", "infinity");
        isSorted(TypeKind.TIMESTAMPTZ, "1999-12-31T23:59:59Z", "2000-01-01T00:00:00Z", "2026-11-21T00:00:00Z");
        isSorted(TypeKind.BOOL, false, true);
    }

    @Test
    void numericsSortAsTheDatabaseSortsThem() {
        isSorted(
                TypeKind.NUMERIC,
                "-Infinity",
                "-1E+50",
                "-10000",
                "-1.00001",
                "-1",
                "-0.00001",
                "0",
                "0.00001",
                "0.1",
                "1",
                "1.00001",
                "1.0001",
                "9999",
                "10000",
                "10000.0001",
                "100000000",
                "1E+50",
                "Infinity",
                "NaN");
    }

    @Test
    void numericsAreEqualWhateverZerosTheyShow() {
        isSame(TypeKind.NUMERIC, new BigDecimal("1.0"), new BigDecimal("1.00"));
        isSame(TypeKind.NUMERIC, new BigDecimal("10000"), new BigDecimal("1E+4"));
        isSame(TypeKind.NUMERIC, new BigDecimal("0.0000000"), new BigDecimal("0"));
        isSame(TypeKind.NUMERIC, new BigDecimal("12345678901234567890"), "12345678901234567890.000");
    }

    @Test
    void floatsHaveOneZeroAndOneNan() {
        isSame(TypeKind.FLOAT8, 0.0, -0.0);
        isSame(TypeKind.FLOAT4, 0.0f, -0.0f);
        isSame(TypeKind.FLOAT8, Double.NaN, Double.longBitsToDouble(0xFFF8000000000001L));
    }

    @Test
    void paddingDoesNotCountInCharactersButDoesInText() {
        isSame(TypeKind.BPCHAR, "a", "a   ");
        assertThat(bytes(form(TypeKind.TEXT, "a"))).isNotEqualTo(bytes(form(TypeKind.TEXT, "a ")));
    }

    @Test
    void whatTheColumnRoundsAwayDoesNotCount() {
        Column millis = column(TypeKind.TIMESTAMP, 3);
        Column cents = column(TypeKind.NUMERIC, (10 << 16 | 2) + 4);

        assertThat(bytes(form(millis, "2026-11-21 10:00:00.1234")))
                .isEqualTo(bytes(form(millis, "2026-11-21 10:00:00.123")));
        assertThat(bytes(form(cents, "1.001"))).isEqualTo(bytes(form(cents, 1)));
    }

    @Test
    void partsDoNotRunIntoEachOther() {
        List<Column> key = List.of(column(TypeKind.TEXT, NO_MODIFIER), column(TypeKind.TEXT, NO_MODIFIER));

        assertThat(bytes(form(key, false, "ab", "c"))).isNotEqualTo(bytes(form(key, false, "a", "bc")));
    }

    @Test
    void whereNullsAreEqualAByteSaysWhetherAPartIsThere() {
        List<Column> key = List.of(column(TypeKind.INT2, NO_MODIFIER), column(TypeKind.INT2, NO_MODIFIER));

        assertThat(form(key, true, null, (short) 1)).isEncodedAs(out -> {
            out.putByte(0);
            out.putShort(0x8001);
            out.putByte(1);
        });
        assertThat(bytes(form(key, true, null, (short) 1))).isNotEqualTo(bytes(form(key, true, (short) 1, null)));
    }

    @ParameterizedTest
    @EnumSource(TypeKind.class)
    void onlyTypesWhoseEqualityIsThatOfBytesAreProven(TypeKind kind) {
        boolean unproven = switch (kind) {
            case JSON, JSONB, XML, MONEY, CITEXT, OTHER -> true;
            default -> false;
        };

        assertThat(KeyForm.of(List.of(column(kind, NO_MODIFIER)), false).isProven())
                .isEqualTo(!unproven);
    }

    @Test
    void aNondeterministicCollationIsNotProven() {
        Column column = column(new PgType(TypeKind.TEXT, "text", "_text", List.of(), false));

        assertThat(KeyForm.of(List.of(column), false).isProven()).isFalse();
    }

    private static void isSorted(TypeKind kind, Object... values) {
        List<byte[]> forms =
                Stream.of(values).map(value -> bytes(form(kind, value))).toList();

        assertThat(forms).isSortedAccordingTo(Arrays::compareUnsigned).doesNotHaveDuplicates();
    }

    private static void isSame(TypeKind kind, Object one, Object other) {
        assertThat(bytes(form(kind, one))).isEqualTo(bytes(form(kind, other)));
    }

    private static RowBuffer form(TypeKind kind, Object value) {
        return form(column(kind, NO_MODIFIER), value);
    }

    private static RowBuffer form(Column column, Object value) {
        return form(List.of(column), false, value);
    }

    private static RowBuffer form(List<Column> key, boolean nullsEqual, Object... values) {
        RowBuffer row = new RowBuffer(8);
        row.putLong(-1);
        row.putShort(values.length);
        Encoders encoders = new Encoders(new EncodeSettings(ZoneOffset.UTC));
        for (int i = 0; i < values.length; i++) {
            Column column = key.get(i);
            new ColumnField(column, encoders.find(DateSource.INSTANT, column)).put(values[i], row);
        }
        RowBuffer keys = new RowBuffer(8);
        KeyForm.of(key, nullsEqual).append(row.array(), Long.BYTES, keys);
        return keys;
    }
}
