package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierTest {
    @Test
    void aQuoteInsideANameCannotEndIt() {
        assertThat(Identifier.quote("a\"; DROP TABLE b; --")).isEqualTo("\"a\"\"; DROP TABLE b; --\"");
    }

    @ParameterizedTest
    @CsvSource({"Orders, orders", "A.b-C, a.b-c", "ÄPFEL, Äpfel", "İd, İd", "plain, plain"})
    void foldingLowersAsciiAlone(String name, String folded) {
        assertThat(Identifier.fold(name)).isEqualTo(folded);
    }

    @Test
    void aTableIsWrittenWithBothNamesQuoted() {
        assertThat(new TableId("Sales", "or\"ders").sql()).isEqualTo("\"Sales\".\"or\"\"ders\"");
        assertThat(new TableId("", "orders").sql()).isEqualTo("\"orders\"");
    }
}
