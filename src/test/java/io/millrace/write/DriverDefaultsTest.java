package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.ConnectionSettings;
import io.millrace.config.Pooling;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

class DriverDefaultsTest {
    private static Properties of(String url, Map<String, String> driver) {
        ConnectionSettings settings = new ConnectionSettings(
                url,
                Optional.of("writer"),
                Optional.of(new Password("secret")),
                driver,
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                Pooling.AUTO);
        return DriverDefaults.of(settings, "millrace-orders-0");
    }

    @Test
    void theySurviveProduction() {
        Properties properties = of("jdbc:postgresql://db/app", Map.of());

        assertThat(properties)
                .containsEntry("tcpKeepAlive", "true")
                .containsEntry("connectTimeout", "5")
                .containsEntry("loginTimeout", "10")
                .containsEntry("socketTimeout", "120")
                .containsEntry("ApplicationName", "millrace-orders-0")
                .containsEntry("user", "writer")
                .containsEntry("password", "secret")
                .doesNotContainKey("targetServerType");
        assertThat(properties.getProperty("binaryTransferEnable").split(",")).contains("1016", "3807");
    }

    @Test
    void whatTheUserSaysWins() {
        Properties properties =
                of("jdbc:postgresql://db/app", Map.of("socketTimeout", "600", "binaryTransferEnable", "700"));

        assertThat(properties).containsEntry("socketTimeout", "600");
        assertThat(properties.getProperty("binaryTransferEnable").split(",")).contains("700", "1016");
    }

    @Test
    void ofSeveralHostsThePrimaryIsMeant() {
        assertThat(of("jdbc:postgresql://one:5432,two:5433/app", Map.of()))
                .containsEntry("targetServerType", "primary");
    }
}
