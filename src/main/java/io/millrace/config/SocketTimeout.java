package io.millrace.config;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * How long the driver waits for the server to say anything, wherever it is said. An answer that comes later is not
 * seen, so whatever the server may still do must have an earlier end. Stateless.
 */
final class SocketTimeout {
    private static final String NAME = "socketTimeout";
    static final String KEY = DriverProperties.PREFIX + NAME;
    /** Two minutes: what the pool of connections asks of the driver where the user says nothing. */
    private static final String DEFAULT_SECONDS = "120";

    private static final long MILLIS = 1000;

    private SocketTimeout() {}

    /** In milliseconds; as good as for ever where it is switched off. */
    static long of(AbstractConfig config) {
        Map<String, String> url = DriverUrl.parameters(config.getString(ConnectionKeys.URL));
        String seconds = config.originalsStrings().getOrDefault(KEY, url.getOrDefault(NAME, DEFAULT_SECONDS));
        long timeout = Integer.parseInt(seconds.trim()) * MILLIS;
        return timeout <= 0 ? Long.MAX_VALUE : timeout;
    }
}
