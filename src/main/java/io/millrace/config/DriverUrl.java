package io.millrace.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** What {@code connection.url} may be; its value is never repeated, since it may hold a password. Stateless. */
final class DriverUrl implements ConfigDef.Validator {
    static final String PREFIX = "jdbc:postgresql:";
    private static final String HOST = "([\\w.-]+|\\[[\\da-fA-F:.]+])(:\\d+)?";
    /** Hosts, ports and the database, and no place where a password could hide. */
    private static final Pattern SHOWABLE =
            Pattern.compile(PREFIX + "(//(" + HOST + "(," + HOST + ")*)?)?(/?[\\w.%-]*)");

    @Override
    public void ensureValid(String name, Object value) {
        if (value == null) {
            throw new ConfigException(name + " is required, such as jdbc:postgresql://localhost:5432/postgres");
        }
        String url = value.toString();
        if (!url.startsWith(PREFIX)) {
            throw new ConfigException(name + " must begin with " + PREFIX + ": this sink writes to PostgreSQL only");
        }
        if (place(url).indexOf('@') >= 0) {
            throw new ConfigException(name + " must not hold a user or a password before the host, which the driver"
                    + " would not read: connection.user and connection.password are their places");
        }
        parameters(url).forEach((parameter, given) -> {
            DriverProperties.refuseIfDangerous(name, parameter);
            DriverProperties.checkValue(name, parameter, given);
        });
    }

    /** What stands before the parameters; the driver parts them at the first question mark. */
    private static String place(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    /** The parameters behind the question mark. The driver decodes their values, and takes their names as they are. */
    static Map<String, String> parameters(String url) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int query = url.indexOf('?');
        if (query < 0) {
            return parameters;
        }
        for (String pair : url.substring(query + 1).split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
        }
        return parameters;
    }

    /** The URL for a log: hosts and database alone, and not even these where anything else might be among them. */
    static String shown(String url) {
        String place = place(url);
        return SHOWABLE.matcher(place).matches() ? place : PREFIX + "(not shown)";
    }

    @Override
    public String toString() {
        return PREFIX + "//host:port/database";
    }
}
