package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

/** What is told without asking a server: none of these configurations is in order by itself. */
class ValidationTest {
    private final Map<String, String> settings = new HashMap<>();

    ValidationTest() {
        settings.put("connection.url", "jdbc:postgresql://127.0.0.1:1/shop");
    }

    @Test
    void aMissingUrlIsToldAtItsKey() {
        settings.clear();

        assertThat(faults())
                .isEqualTo(Map.of(
                        "connection.url",
                        List.of("connection.url is required, such as jdbc:postgresql://localhost:5432/postgres")));
    }

    @Test
    void aKeyWithANullValueIsNotThrownOver() {
        settings.clear();
        settings.put("connection.url", null);
        settings.put("transforms", null);

        assertThat(faults()).containsOnlyKeys("connection.url");
    }

    @Test
    void aValueThatIsNoneOfAKeysIsToldThere() {
        settings.put("insert.mode", "replace");

        assertThat(faults()).containsOnlyKeys("insert.mode");
    }

    @Test
    void keysThatContradictEachOtherAreToldAtOne() {
        settings.put("insert.mode", "upsert");

        assertThat(faults()).containsOnlyKeys("pk.mode");
    }

    @Test
    void aKeyOfAnotherSinkIsToldUnderItsOwnName() {
        settings.put("table.name.normalize", "true");
        settings.put("insert.mode", "multi");

        assertThat(faults()).containsOnlyKeys("table.name.normalize");
    }

    @Test
    void anAliasIsValidatedAsWhatItMeansAndToldWhereItWasWritten() {
        settings.put("collection.name.format", "${topics}");

        assertThat(faults()).containsOnlyKeys("collection.name.format");
        assertThat(faults().get("collection.name.format"))
                .singleElement()
                .asString()
                .startsWith("collection.name.format is read as table.name.format: ")
                .contains("unknown placeholder");
    }

    @Test
    void whatAnAliasContradictsIsToldAtTheAlias() {
        settings.put("insert.mode", "upsert");
        settings.put("primary.key.mode", "none");

        assertThat(faults()).containsOnlyKeys("primary.key.mode");
    }

    @Test
    void whatBothKeysSayIsToldAtOurs() {
        settings.put("pk.mode", "foo");
        settings.put("primary.key.mode", "foo");

        assertThat(faults()).containsOnlyKeys("pk.mode");
    }

    @Test
    void anSslModeThatTheDriverDoesNotKnowIsToldAtItsKey() {
        settings.put("connection.sslmode", "bogus");

        assertThat(faults()).containsOnlyKeys("connection.sslmode");
        assertThat(faults().get("connection.sslmode").get(0))
                .contains("verify-full")
                .doesNotContain("bogus");
    }

    private Map<String, List<String>> faults() {
        Map<String, List<String>> faults = new HashMap<>();
        for (ConfigValue value : new PostgresSinkConnector().validate(settings).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                faults.put(value.name(), value.errorMessages());
            }
        }
        return faults;
    }
}
