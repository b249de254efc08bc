package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnknownKeysTest {
    @Test
    void keysThatNobodyReadsAreToldWithoutTheirValues() {
        Map<String, String> given = Map.of("pk.field", "s3cret", "auto.craete", "true", "pk.mode", "none");

        assertThat(UnknownKeys.warning(given))
                .contains(": auto.craete, pk.field.")
                .doesNotContain("s3cret");
    }

    @Test
    void whatConnectAndOtherSinksReadIsKnown() {
        Map<String, String> given = new HashMap<>();
        for (String key : new String[] {
            "name",
            "connector.class",
            "tasks.max",
            "topics",
            "topics.regex",
            "key.converter",
            "value.converter.schemas.enable",
            "header.converter",
            "transforms",
            "transforms.a.type",
            "predicates.b.type",
            "errors.tolerance",
            "errors.deadletterqueue.topic.name",
            "consumer.override.max.poll.records",
            "config.action.reload",
            "primary.key.mode",
            "hibernate.c3p0.min_size",
            "connection.sslmode",
            "millrace.task"
        }) {
            given.put(key, "x");
        }

        assertThat(UnknownKeys.warning(given)).isEmpty();
    }
}
