package io.millrace.bench;

import io.millrace.testing.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What is printed and kept: Markdown, as src/docs/benchmarks.md has it. Confined to the benchmark's thread. */
final class Report {
    private final StringBuilder text = new StringBuilder();

    void heading(String title) {
        line("");
        line("## " + title);
        line("");
    }

    void line(String line) {
        text.append(line).append('\n');
        System.out.println(line);
    }

    /** Tells who waits what is under way; not kept. */
    void progress(String what) {
        System.out.println("... " + LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + what);
    }

    void header(List<String> columns) {
        row(columns);
        line("|" + " --- |".repeat(columns.size()));
    }

    void row(List<String> cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    Path save() throws IOException {
        Path file = Target.directory().resolve("bench/report.md");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
