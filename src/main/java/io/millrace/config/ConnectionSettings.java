package io.millrace.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/** Where the server is, who we are there, and how long we wait for it. Driver properties are already allow-listed. */
public record ConnectionSettings(
        String url,
        Optional<String> user,
        Optional<Password> password,
        Map<String, String> driver,
        Duration statementTimeout,
        Duration maxLifetime,
        Pooling pooling) {
    public ConnectionSettings {
        driver = Map.copyOf(driver);
    }

    /** A record would show its URL and the driver's properties, which may hold secrets. */
    @Override
    public String toString() {
        return "ConnectionSettings[" + DriverUrl.shown(url) + ", " + DriverProperties.shown(driver) + "]";
    }
}
