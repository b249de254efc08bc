package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    /** What a retyped column and a dropped function look like to statements that were made for the old ones. */
    @ParameterizedTest
    @ValueSource(strings = {"42703", "42804", "42883", "42P01", "42P10"})
    void aTableThatChangedIsToldWithWhatMayHaveChanged(String code) {
        assertThat(Condition.remedy(code)).containsAnyOf("dropped", "changed");
    }
}
