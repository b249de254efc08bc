package io.millrace.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** What the operating system can tell a process. Stateless; any thread. */
public enum Signal {
    /** Holds it where it is; it notices nothing, until {@link #CONT}. */
    STOP,
    CONT,
    KILL;

    private static final long SENT_SECONDS = 10;

    /** A process that has ended meanwhile is told nothing. */
    public void to(ProcessHandle process) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(SENT_SECONDS, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
                throw new IllegalStateException("kill did not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no signal can be sent here", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending a signal", e);
        }
    }
}
