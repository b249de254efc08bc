package io.millrace.config;

import java.util.Locale;
import java.util.Optional;

/** A key that another JDBC sink has, and what becomes of it here. Immutable. */
public sealed interface Alias {
    String key();

    /** What the documentation says of it. */
    String meaning();

    /** The value under our own key, where the alias has one and the value asks for it. */
    Optional<String> read(String value);

    /** Why the value cannot be had here. */
    default Optional<String> refusal(String value) {
        return Optional.empty();
    }

    /** Our own key of the same meaning. */
    record Renamed(String key, String ours) implements Alias {
        @Override
        public String meaning() {
            return "read as " + ours;
        }

        @Override
        public Optional<String> read(String value) {
            return Optional.of(value);
        }
    }

    /** A switch that is true or false there, and one of two words here. */
    record Switch(String key, String ours, String ifTrue, String ifFalse) implements Alias {
        @Override
        public String meaning() {
            return "read as " + ours + "=" + ifTrue + " where it is true, else as " + ours + "=" + ifFalse;
        }

        @Override
        public Optional<String> read(String value) {
            return Optional.of(Boolean.parseBoolean(value.trim()) ? ifTrue : ifFalse);
        }
    }

    /** Without effect here, and harmless. */
    record Ignored(String key, String why) implements Alias {
        @Override
        public String meaning() {
            return "ignored: " + why;
        }

        @Override
        public Optional<String> read(String value) {
            return Optional.empty();
        }
    }

    /** Refused, unless its value asks for nothing. */
    record Unsupported(String key, String why, String... harmless) implements Alias {
        @Override
        public String meaning() {
            return "refused: " + why;
        }

        @Override
        public Optional<String> read(String value) {
            return Optional.empty();
        }

        @Override
        public Optional<String> refusal(String value) {
            String asked = value.trim().toLowerCase(Locale.ROOT);
            for (String word : harmless) {
                if (asked.equals(word)) {
                    return Optional.empty();
                }
            }
            return asked.isEmpty() ? Optional.empty() : Optional.of(why);
        }
    }
}
