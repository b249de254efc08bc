package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused is not repeated, neither to the log of a task nor to the one who asks for a validation. */
class RefusedSecretsTest {
    private static final String SECRET = "s3cret";

    private static Map<String, String> settings(String key, String value) {
        Map<String, String> settings = new HashMap<>(Map.of("connection.url", "jdbc:postgresql://db/x"));
        settings.put(key, value);
        return settings;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://db/x?password=s3cret",
                "postgres://ann:s3cret@db/x",
                "jdbc:postgresql://ann:s3cret@db/x",
                "jdbc:postgresql://db/x?password=s3cret&socketFactory=s3cret",
                "jdbc:postgresql://db/x?password=s3cret&socketTimeout=s3cret",
                "s3cret"
            })
    void aUrlThatIsRefusedIsNotRepeated(String url) {
        assertThatThrownBy(() -> SinkConfig.of(settings("connection.url", url)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("connection.")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:mysql://db/x?password=s3cret", "jdbc:postgresql://db/x?password=s3cret&loggerFile=/s3cret"
            })
    void aValidationDoesNotRepeatTheUrlInItsMessages(String url) {
        List<String> messages = SinkConfig.DEF.validate(settings("connection.url", url)).stream()
                .map(ConfigValue::errorMessages)
                .flatMap(List::stream)
                .toList();

        assertThat(messages)
                .singleElement()
                .asString()
                .contains("connection.url")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connection.password2",
                "connection.sslpasswordcallback",
                "connection.socketTimeout",
                "connection.username.password",
                "jdbc.credentials.provider.password"
            })
    void theValueOfAKeyThatIsRefusedIsNotRepeated(String key) {
        assertThatThrownBy(() -> SinkConfig.of(settings(key, SECRET)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void anAliasThatDiffersIsRefusedWithoutEitherValue() {
        Map<String, String> settings = settings("connection.username", SECRET);
        settings.put("connection.user", "s3cret2");

        assertThatThrownBy(() -> SinkConfig.of(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining(SECRET);
    }
}
