package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IdleTest {
    private static final String URL = "jdbc:postgresql://db/shop";

    @Test
    void settingsThatOthersLeaveWithoutEffectAreAdvisedOf() {
        SinkConfig config = SinkConfig.of(Map.of(
                "connection.url", URL,
                "store.column", "rest",
                "exactly.once.id", "orders",
                "table.create.unlogged", "true",
                "truncate.enabled", "false"));

        assertThat(config.advice())
                .containsExactly(
                        "store.column has no effect without unknown.fields=store",
                        "exactly.once.id has no effect without delivery.guarantee=exactly_once",
                        "table.create.unlogged has no effect without auto.create=true");
    }

    @Test
    void settingsThatHaveTheirEffectAreNot() {
        SinkConfig config = SinkConfig.of(Map.of(
                "connection.url", URL,
                "store.column", "rest",
                "unknown.fields", "store",
                "table.create.unlogged", "true",
                "auto.create", "true"));

        assertThat(config.advice()).isEmpty();
    }
}
