package io.millrace.config;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which topics Connect reads for a connector: those named, or those that a regular expression matches. Immutable. */
public final class Subscription {
    private static final String TOPICS = "topics";
    private static final String REGEX = "topics.regex";

    private final Set<String> names;
    private final String regex;

    private Subscription(Set<String> names, String regex) {
        this.names = names;
        this.regex = regex;
    }

    /** Of a configuration that Connect has taken. */
    static Subscription of(Map<String, String> settings) {
        Set<String> names = Arrays.stream(settings.getOrDefault(TOPICS, "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return new Subscription(names, settings.getOrDefault(REGEX, "").strip());
    }

    /** Whether it may be one of them: a configuration that says nothing rules nothing out. */
    public boolean mayRead(String topic) {
        return regex.isEmpty()
                ? names.isEmpty() || names.contains(topic)
                : Pattern.compile(regex).matcher(topic).matches();
    }

    /** As the configuration has it, such as {@code topics=orders}. */
    @Override
    public String toString() {
        return regex.isEmpty()
                ? TOPICS + "=" + names.stream().sorted().collect(Collectors.joining(","))
                : REGEX + "=" + regex;
    }
}
