package io.millrace;

import java.util.Optional;

/** Why the task must end: the first reason that came, remembered until put may throw it. Confined to the task thread. */
final class Failure {
    private String reason;

    void remember(String why) {
        if (reason == null) {
            reason = why;
        }
    }

    boolean isSet() {
        return reason != null;
    }

    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
