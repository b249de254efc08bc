package io.millrace.table;

import static io.millrace.config.Quoting.ALWAYS;
import static io.millrace.config.Quoting.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnMatcherTest {
    @Test
    void theVeryNameComesFirst() {
        TableShape shape = Shapes.orders().columns("ID", "id", "Id").shape();

        ColumnMatcher matcher = new ColumnMatcher(shape, ALWAYS);

        assertThat(matcher.find("id").number()).isEqualTo(2);
        assertThat(matcher.find("Id").number()).isEqualTo(3);
    }

    @Test
    void elseTheOnlyOneThatDiffersInCase() {
        ColumnMatcher matcher =
                new ColumnMatcher(Shapes.orders().columns("customerid").shape(), ALWAYS);

        assertThat(matcher.find("customerId").name()).isEqualTo("customerid");
        assertThat(matcher.find("customerId").name()).isEqualTo("customerid");
    }

    @Test
    void ofSeveralThatDifferInCaseNoneIsTaken() {
        ColumnMatcher matcher =
                new ColumnMatcher(Shapes.orders().columns("ID", "Id").shape(), ALWAYS);

        assertThat(matcher.find("id")).isNull();
        assertThat(matcher.whyNot("id"))
                .isEqualTo("field id could mean any of the columns \"ID\", \"Id\" of public.orders");
    }

    @Test
    void unquotedTheFoldedNameComesFirst() {
        ColumnMatcher matcher =
                new ColumnMatcher(Shapes.orders().columns("Id", "id", "Total").shape(), NEVER);

        assertThat(matcher.find("Id").number()).isEqualTo(2);
        assertThat(matcher.find("Total").number()).isEqualTo(3);
    }

    @Test
    void aFieldWithoutColumnIsNamed() {
        ColumnMatcher matcher = new ColumnMatcher(Shapes.orders().columns("id").shape(), ALWAYS);

        assertThat(matcher.find("total")).isNull();
        assertThat(matcher.whyNot("total")).isEqualTo("table public.orders has no column for field total");
    }
}
