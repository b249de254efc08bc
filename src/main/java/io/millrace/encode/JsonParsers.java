package io.millrace.encode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Opens Jackson's parsers the way we want them, with every limit set on purpose. Confined to the task thread. */
final class JsonParsers {
    // A string is held twice while it is encoded, and a batch has 16 MiB by default.
    static final int MAX_STRING = 20_000_000;

    // PostgreSQL manual, Numeric Types: 131072 digits before the point, 16383 after it; a sign, a point, an exponent.
    static final int MAX_NUMBER = 131_072 + 16_383 + 16;

    static final int MAX_NAME = 10_000;

    static final String LIMITS = JsonWriter.MAX_DEPTH + " levels of nesting, " + MAX_STRING + " characters a string, "
            + MAX_NUMBER + " a number, " + MAX_NAME + " a field's name";

    private final JsonFactory factory = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonWriter.MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNumberLength(MAX_NUMBER)
                    .maxNameLength(MAX_NAME)
                    .build())
            // Buffers in thread-locals would outlive the task, and with them the plugin's class loader.
            .recyclerPool(JsonRecyclerPools.newBoundedPool(1))
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Names come from records: the JVM's own table of strings must not hold them.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // We give UTF-8 only, and a guess would read the first text before it is there.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();

    JsonParser open(InputStream source) {
        try {
            return factory.createParser(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close(JsonParser parser) {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
