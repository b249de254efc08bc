package io.millrace.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pairs of types that {@code src/docs/types.md} says can be written, in the order of its table. */
public final class DocumentedPairs {
    private static final Path PAGE = Target.directory().resolveSibling("src/docs/types.md");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private DocumentedPairs() {}

    public record Pair(String source, String target) {
        @Override
        public String toString() {
            return source + " into " + target;
        }
    }

    /** A pair that stands there twice is a mistake. */
    public static Set<Pair> read() throws IOException {
        Set<Pair> pairs = new LinkedHashSet<>();
        boolean inTable = false;
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split("\\|");
            inTable |= line.startsWith("|---");
            if (inTable && cells.length == 4 && !line.startsWith("|---")) {
                add(names(cells[1]), names(cells[2]), pairs);
            }
        }
        return pairs;
    }

    private static void add(List<String> sources, List<String> targets, Set<Pair> pairs) {
        for (String source : sources) {
            for (String target : targets) {
                if (!pairs.add(new Pair(source, target))) {
                    throw new AssertionError(source + " into " + target + " stands in " + PAGE + " twice");
                }
            }
        }
    }

    private static List<String> names(String cell) {
        List<String> names = new ArrayList<>();
        for (Matcher matcher = NAME.matcher(cell); matcher.find(); ) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
