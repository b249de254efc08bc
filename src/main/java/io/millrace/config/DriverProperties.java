package io.millrace.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Which parameters of the JDBC driver may be given as {@code connection.NAME}, and which may be given nowhere. Stateless. */
public final class DriverProperties {
    static final String PREFIX = "connection.";

    /** Those that change how we reach the server and who we are there, and nothing about how values travel. */
    public static final List<String> ALLOWED = List.of(
            "ApplicationName",
            "cancelSignalTimeout",
            "channelBinding",
            "connectTimeout",
            "currentSchema",
            "gssEncMode",
            "gssResponseTimeout",
            "gssUseDefaultCreds",
            "gsslib",
            "groupStartupParameters",
            "hostRecheckSeconds",
            "jaasLogin",
            "kerberosServerName",
            "loadBalanceHosts",
            "localSocketAddress",
            "loginTimeout",
            "maxSendBufferSize",
            "options",
            "pemKeyAlgorithm",
            "prepareThreshold",
            "preparedStatementCacheQueries",
            "preparedStatementCacheSizeMiB",
            "receiveBufferSize",
            "requireAuth",
            "scramMaxIterations",
            "sendBufferSize",
            "socketTimeout",
            "ssl",
            "sslNegotiation",
            "sslResponseTimeout",
            "sslcert",
            "sslkey",
            "sslmode",
            "sslpassword",
            "sslrootcert",
            "targetServerType",
            "tcpKeepAlive",
            "tcpNoDelay",
            "useSpnego");

    /** Those that make the driver load a class by name, or write a file. */
    public static final List<String> DANGEROUS = List.of(
            "authenticationPluginClassName",
            "classLoaderStrategy",
            "connectExecutor",
            "connectExecutorArg",
            "jaasApplicationName",
            "loggerFile",
            "loggerLevel",
            "socketFactory",
            "socketFactoryArg",
            "sslfactory",
            "sslfactoryarg",
            "sslhostnameverifier",
            "sslpasswordcallback",
            "sspiServiceClass",
            "xmlFactoryFactory");

    private static final String SSL_MODE = "sslmode";
    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    /** Those whose values may be secrets: a key's password, and settings of the session that a policy may rest on. */
    private static final Set<String> SECRET = Set.of("sslpassword", "options");

    private static final Set<String> OURS = Set.of(
            ConnectionKeys.URL,
            ConnectionKeys.USER,
            ConnectionKeys.PASSWORD,
            ConnectionKeys.STATEMENT_TIMEOUT,
            ConnectionKeys.MAX_LIFETIME,
            ConnectionKeys.POOLER);

    private DriverProperties() {}

    /** The driver's parameters among a connector's settings, checked. */
    static Map<String, String> of(Map<String, String> settings) {
        Map<String, String> properties = new TreeMap<>();
        for (String key : given(settings)) {
            String name = key.substring(PREFIX.length());
            check(key, name);
            properties.put(name, settings.get(key));
        }
        return properties;
    }

    /** The properties for a log. */
    static Map<String, String> shown(Map<String, String> properties) {
        Map<String, String> shown = new TreeMap<>(properties);
        shown.replaceAll((name, value) -> SECRET.contains(name) ? Password.HIDDEN : value);
        return shown;
    }

    /** The keys of a connector's settings that mean parameters of the driver. */
    static Set<String> given(Map<String, String> settings) {
        Set<String> given = new TreeSet<>();
        for (String key : settings.keySet()) {
            if (key.startsWith(PREFIX) && !OURS.contains(key)) {
                given.add(key);
            }
        }
        return given;
    }

    static void check(String key, String name) {
        refuseIfDangerous(key, name);
        if (!ALLOWED.contains(name)) {
            throw new ConfigException(key + " is not a setting, nor one of the driver's parameters that may be given: "
                    + String.join(", ", ALLOWED));
        }
    }

    /** The driver's own word for a mode that it does not know comes too late, and names no setting. */
    static void checkValue(String key, String name, String value) {
        if (name.equals(SSL_MODE) && !SSL_MODES.contains(value.toLowerCase(Locale.ROOT))) {
            throw new ConfigException(key + ": sslmode must be one of " + String.join(", ", SSL_MODES));
        }
    }

    static void refuseIfDangerous(String key, String name) {
        if (DANGEROUS.stream().anyMatch(name::equalsIgnoreCase)) {
            throw new ConfigException(
                    key + ": the driver's parameter " + name
                            + " is refused, since it would let a connector's settings load classes or write files on the worker");
        }
    }
}
