package io.millrace.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** What {@code connection.url} may be; its value is never repeated, since it may hold a password. Stateless. */
final class DriverUrl implements ConfigDef.Validator {
    static final String PREFIX = "jdbc:postgresql:";

    @Override
    public void ensureValid(String name, Object value) {
        if (value == null) {
            throw new ConfigException(name + " is required, such as jdbc:postgresql://localhost:5432/postgres");
        }
        String url = value.toString();
        if (!url.startsWith(PREFIX)) {
            throw new ConfigException(name + " must begin with " + PREFIX + ": this sink writes to PostgreSQL only");
        }
        parameters(url).keySet().forEach(parameter -> DriverProperties.refuseIfDangerous(name, parameter));
    }

    /** The parameters behind the question mark. */
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

    /** The URL for a log: without what stands before an at sign, and without parameters. */
    static String shown(String url) {
        int query = url.indexOf('?');
        String place = query < 0 ? url : url.substring(0, query);
        int at = place.lastIndexOf('@');
        int slashes = place.indexOf("//");
        return at < 0 || slashes < 0 ? place : place.substring(0, slashes + 2) + place.substring(at + 1);
    }

    @Override
    public String toString() {
        return PREFIX + "//host:port/database";
    }
}
