package io.millrace.config;

import java.util.Locale;
import java.util.Map;

/**
 * What Connect's own settings say of records that cannot be written. Immutable.
 *
 * @param reports whether Connect has somewhere to report them to: a dead letter queue, or its log
 */
public record ErrorSettings(ErrorTolerance tolerance, boolean reports) {
    static final String TOLERANCE = "errors.tolerance";
    static final String DEAD_LETTER_QUEUE = "errors.deadletterqueue.topic.name";
    static final String LOG = "errors.log.enable";

    static ErrorSettings read(Map<String, String> given) {
        boolean tolerates = word(given, TOLERANCE).equals("all");
        boolean queues = !word(given, DEAD_LETTER_QUEUE).isEmpty();
        boolean logs = word(given, LOG).equals("true");
        return new ErrorSettings(tolerates ? ErrorTolerance.ALL : ErrorTolerance.NONE, queues || logs);
    }

    private static String word(Map<String, String> given, String key) {
        return given.getOrDefault(key, "").strip().toLowerCase(Locale.ROOT);
    }
}
