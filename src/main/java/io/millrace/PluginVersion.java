package io.millrace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version this plugin was built as, which Connect shows and uses to tell two installed versions apart. */
final class PluginVersion {
    private static final String RESOURCE = "version.properties";

    private PluginVersion() {}

    static String read() {
        Properties properties = new Properties();
        try (InputStream in = PluginVersion.class.getResourceAsStream(RESOURCE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read from the plugin's jar", e);
        }
        return properties.getProperty("version");
    }
}
