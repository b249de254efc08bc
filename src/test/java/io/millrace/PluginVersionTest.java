package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluginVersionTest {
    @Test
    void versionIsTheOneInThePom() {
        assertThat(PluginVersion.read()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
