package io.millrace.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A key that another JDBC sink has, and what becomes of it here. Immutable. */
public sealed interface Alias {
    /** As its users write it; with a star at the end it is every key that begins so. */
    String key();

    /** What the documentation says of it. */
    String meaning();

    /** What becomes of the value, as the log says it. */
    String note(String key);

    /** Why the value cannot be had here. */
    default Optional<String> refusal(String value) {
        return Optional.empty();
    }

    default boolean matches(String given) {
        boolean isFamily = key().endsWith("*");
        return isFamily ? given.startsWith(key().substring(0, key().length() - 1)) : given.equals(key());
    }

    /** One that has a key of ours of the same meaning. */
    sealed interface Read extends Alias {
        String ours();

        String read(String value);
    }

    /**
     * The same under another name.
     *
     * @param but what differs all the same; empty where nothing does
     */
    record Renamed(String key, String ours, String but) implements Read {
        Renamed(String key, String ours) {
            this(key, ours, "");
        }

        @Override
        public String meaning() {
            return "read as " + ours + (but.isEmpty() ? "" : ", but " + but);
        }

        @Override
        public String read(String value) {
            return value;
        }

        @Override
        public String note(String key) {
            return key + " is " + meaning();
        }
    }

    /** A switch that is true or false there, and one of two words here. */
    record Switch(String key, String ours, String ifTrue, String ifFalse) implements Read {
        @Override
        public String meaning() {
            return "true is read as " + ours + "=" + ifTrue + ", false as " + ours + "=" + ifFalse;
        }

        @Override
        public String read(String value) {
            return Boolean.parseBoolean(value) ? ifTrue : ifFalse;
        }

        @Override
        public String note(String key) {
            return key + " is read as " + ours;
        }

        @Override
        public Optional<String> refusal(String value) {
            boolean isSwitch = value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            return isSwitch ? Optional.empty() : Optional.of("must be true or false");
        }
    }

    /** Without effect here, and harmless. */
    record Ignored(String key, String why) implements Alias {
        @Override
        public String meaning() {
            return "ignored: " + why;
        }

        @Override
        public String note(String key) {
            return key + " is " + meaning();
        }
    }

    /** Refused, unless its value asks for nothing that is not so here anyway; those values are in lower case. */
    record Unsupported(String key, String why, List<String> harmless) implements Alias {
        Unsupported(String key, String why, String... harmless) {
            this(key, why, List.of(harmless));
        }

        @Override
        public String meaning() {
            return "refused" + (harmless.isEmpty() ? "" : " unless " + String.join(" or ", harmless)) + ": " + why;
        }

        @Override
        public String note(String key) {
            return key + " asks for the default: " + why;
        }

        @Override
        public Optional<String> refusal(String value) {
            boolean asks = !value.isEmpty() && !harmless.contains(value.toLowerCase(Locale.ROOT));
            return asks ? Optional.of(why) : Optional.empty();
        }
    }
}
