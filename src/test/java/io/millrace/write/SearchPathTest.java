package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchPathTest {
    @Test
    void namesAreReadAsPostgresReadsThem() {
        assertThat(SearchPath.of("App, \"$user\",\"A, \"\"b\"\"\" ,public").schemas())
                .containsExactly("app", "$user", "A, \"b\"", "public");
    }

    @Test
    void nothingIsNamedWhereTheSettingIsMissingOrEmpty() {
        assertThat(SearchPath.of(null).schemas()).isEmpty();
        assertThat(SearchPath.of(" ").schemas()).isEmpty();
    }
}
