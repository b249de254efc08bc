package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Path PAGE = Path.of("src/docs/configuration.md");
    private static final String COMMAND = "mvn -q test -Dtest=ConfigurationPageTest -Dmillrace.docs.write=true";

    @Test
    void thePageIsWhatTheKeysSay() throws IOException {
        String page = ConfigurationPage.render(COMMAND);

        if (Boolean.getBoolean("millrace.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("Write it anew: %s", COMMAND).exists();
        assertThat(Files.readString(PAGE))
                .as("%s differs from SinkConfig.DEF. Write it anew: %s", PAGE, COMMAND)
                .isEqualTo(page);
    }

    @Test
    void everyKeyHasAGroupAndSaysMoreThanItsName() {
        assertThat(SinkConfig.DEF.configKeys().values()).allSatisfy(key -> {
            assertThat(key.group).as(key.name).isNotBlank();
            assertThat(key.documentation).as(key.name).hasSizeGreaterThan(60).endsWith(".");
        });
    }

    @Test
    void onlyWhatMustBeSetIsOfHighImportance() {
        assertThat(SinkConfig.DEF.configKeys().values())
                .filteredOn(key -> key.importance == Importance.HIGH)
                .extracting(key -> key.name)
                .containsExactly("connection.url");
    }
}
