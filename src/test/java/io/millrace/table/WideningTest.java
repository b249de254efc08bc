package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WideningTest {
    private static Column column(TypeKind kind, String name, int modifier) {
        PgType type = new PgType(kind, name, "", List.of(), true);
        return new Column(1, "c", type, modifier, true, false, Generation.NONE);
    }

    @ParameterizedTest(name = "{1} for {2} becomes {4}")
    @CsvSource({
        "INT2, smallint, INT4, integer, integer",
        "INT2, smallint, INT8, bigint, bigint",
        "INT4, integer, INT8, bigint, bigint",
        "INT4, integer, INT2, smallint,",
        "INT8, bigint, INT4, integer,",
        "INT4, integer, TEXT, text,",
        "FLOAT4, real, FLOAT8, double precision, double precision",
        "FLOAT8, double precision, FLOAT4, real,",
        "INT4, public.positive, INT8, bigint,",
        "TEXT, text, INT8, bigint,",
    })
    void onlyWhatLosesNothingIsWidened(
            TypeKind kind, String name, TypeKind wanted, String wantedName, String expected) {
        assertThat(Widening.of(column(kind, name, -1), TypeDraft.of(wantedName, wanted))
                        .orElse(null))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} for {3} loses: {4}")
    @CsvSource({
        "DATE, date, TIMESTAMPTZ, timestamptz, true",
        "DATE, date, DATE, date, false",
        "FLOAT4, real, INT8, bigint, true",
        "FLOAT4, real, INT2, smallint, false",
        "FLOAT8, double precision, INT8, bigint, true",
        "FLOAT8, double precision, INT4, integer, false",
        "TIMESTAMPTZ, timestamptz, INT8, bigint, false",
        "TEXT, text, TIMESTAMPTZ, timestamptz, false",
    })
    void whatKeepsLessThanItsFieldIsKnown(
            TypeKind kind, String name, TypeKind wanted, String wantedName, boolean expected) {
        assertThat(Widening.loses(column(kind, name, -1), TypeDraft.of(wantedName, wanted)))
                .isEqualTo(expected);
    }

    @Test
    void aLimitedTextBecomesOneWithoutLimit() {
        TypeDraft text = TypeDraft.ofLong("text", TypeKind.TEXT);

        assertThat(Widening.of(column(TypeKind.VARCHAR, "character varying", 14), text))
                .contains("text");
        assertThat(Widening.of(column(TypeKind.VARCHAR, "character varying", -1), text))
                .isEmpty();
    }

    @ParameterizedTest(name = "numeric({0},{1}) for ({2},{3}) becomes {4}")
    @CsvSource({
        "10, 2, 10, 2,",
        "10, 2, 8, 2,",
        "10, 2, 10, 4, 'numeric(12, 4)'",
        "10, 2, 12, 2, 'numeric(12, 2)'",
        "10, 4, 12, 2, 'numeric(14, 4)'",
        "10, 2, 0, 2,",
        "10, 2, 0, 5, 'numeric(13, 5)'",
        "1000, 0, 1000, 10, numeric",
    })
    void aNumericKeepsTheDigitsOnBothSidesOfThePoint(
            int digits, int scale, int wanted, int wantedScale, String expected) {
        Column column = column(TypeKind.NUMERIC, "numeric", (digits << 16 | scale) + 4);

        assertThat(Widening.of(column, TypeDraft.numeric(wanted, wantedScale)).orElse(null))
                .isEqualTo(expected);
    }

    @Test
    void aNumericWithoutLimitTakesAll() {
        assertThat(Widening.of(column(TypeKind.NUMERIC, "numeric", -1), TypeDraft.numeric(30, 10)))
                .isEmpty();
    }
}
