package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableRulesTest {
    private static Map<String, String> settings(String... keysAndValues) {
        Map<String, String> settings = new HashMap<>(Map.of("connection.url", "jdbc:postgresql://db/x"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return settings;
    }

    private static Map<String, List<String>> problems(String... keysAndValues) {
        return SinkConfig.problems(settings(keysAndValues));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "none, false, false, false",
        "basic, true, true, false",
        "Validate, false, false, true",
        "validate-only, false, false, true",
        "'', false, false, false",
    })
    void oneWordSaysWhatBecomesOfTables(String word, boolean creates, boolean evolves, boolean validates) {
        assertThat(SinkConfig.of(settings("schema.evolution", word)).evolution())
                .isEqualTo(new EvolutionSettings(creates, evolves, validates));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "validate"})
    void aWordThatChangesNothingContradictsASwitchThatDoes(String word) {
        assertThat(problems("schema.evolution", word, "auto.evolve", "true"))
                .isEqualTo(Map.of(
                        "schema.evolution",
                        List.of("schema.evolution=" + word
                                + " changes no table, and auto.create=true or auto.evolve=true does: leave one out")));
        assertThat(problems("schema.evolution", "basic", "auto.create", "true")).isEmpty();
    }

    @Test
    void aKeyOfAPartedTableContainsItsTime() {
        String[] parted = {"table.create.partition.by", "at", "pk.mode", "record_value", "pk.fields", "id"};

        assertThat(problems(parted)).containsOnlyKeys("table.create.partition.by");
        parted[5] = "id,AT";
        assertThat(problems(parted)).isEmpty();
        assertThat(problems("table.create.partition.by", "at")).isEmpty();
        assertThat(problems("table.create.partition.by", "at", "pk.mode", "kafka"))
                .containsOnlyKeys("table.create.partition.by");
    }

    @Test
    void whatIsKeptIsWithinReach() {
        assertThat(problems("table.create.partition.reach", "10", "table.create.partition.retention", "11"))
                .containsOnlyKeys("table.create.partition.reach");
        assertThat(problems("table.create.partition.retention", "5000")).isEmpty();
    }
}
