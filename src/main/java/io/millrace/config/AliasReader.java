package io.millrace.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts a connector's settings under our own keys. Lives for one translation. */
final class AliasReader {
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, String> written = new TreeMap<>();
    private final Map<String, String> problems = new TreeMap<>();

    AliasReader(Map<String, String> given) {
        given.forEach((key, value) -> {
            // A null in the connector's JSON says nothing.
            if (value != null) {
                settings.put(key, value);
            }
        });
    }

    Translation read() {
        for (String key : new TreeSet<>(settings.keySet())) {
            for (Alias alias : Aliases.ALL) {
                if (alias.matches(key)) {
                    read(alias, key, settings.remove(key).trim());
                    break;
                }
            }
        }
        readValues();
        return new Translation(settings, notes, written);
    }

    /** What the last reading met, by key. */
    Map<String, String> problems() {
        return problems;
    }

    private void read(Alias alias, String key, String value) {
        alias.refusal(value).ifPresentOrElse(why -> problems.put(key, why), () -> take(alias, key, value));
    }

    private void take(Alias alias, String key, String value) {
        if (alias instanceof Alias.Read read && !settings.containsKey(read.ours())) {
            written.put(read.ours(), key);
        }
        if (alias instanceof Alias.Read read && !put(read, value)) {
            problems.put(key, "means " + read.ours() + ", which is given too and differs: leave one of them out");
            return;
        }
        notes.add(alias.note(key));
    }

    /** Whether nothing else is said under our own key. */
    private boolean put(Alias.Read alias, String value) {
        String read = alias.read(value);
        String other = settings.putIfAbsent(alias.ours(), read);
        // Words are read in any case; names and formats are not.
        boolean isWord = SinkConfig.DEF.configKeys().get(alias.ours()).validator instanceof Key.Choices;
        return other == null
                || (isWord ? other.trim().equalsIgnoreCase(read) : other.trim().equals(read));
    }

    /** Where the key is ours and what it says is another's. */
    private void readValues() {
        String mode = settings.getOrDefault(WriteKeys.INSERT_MODE, "").trim();
        if (mode.equalsIgnoreCase(Aliases.MULTI)) {
            settings.put(WriteKeys.INSERT_MODE, "insert");
            notes.add("insert.mode=multi is read as insert.mode=insert, whose batches always hold many rows");
        }
        if (settings.containsKey(LaneKeys.BATCH_SIZE)) {
            notes.add("batch.size is a hint that is not needed: batches grow to batch.max.rows and batch.bytes");
        }
    }
}
