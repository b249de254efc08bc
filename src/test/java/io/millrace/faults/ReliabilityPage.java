package io.millrace.faults;

import io.millrace.testing.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page that tells operators what was proved; its result is the last long run's. Stateless. */
final class ReliabilityPage {
    private static final String BEGIN = "<!-- The result below is written by mvn -Pfaults. -->\n";
    private static final String END = "<!-- The result above is written by mvn -Pfaults. -->\n";

    private ReliabilityPage() {}

    /** Puts the result in the place of the last one. */
    static void write(String result) throws IOException {
        Path page = Target.directory().resolveSibling("src/docs/reliability.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(page + " has lost the marks between which its result goes");
        }
        Files.writeString(page, text.substring(0, begin) + BEGIN + "\n" + result + "\n" + text.substring(end));
    }
}
