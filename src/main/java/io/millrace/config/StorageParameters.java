package io.millrace.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Reads and checks storage parameters of tables (PostgreSQL manual, CREATE TABLE, Storage Parameters). Stateless. */
final class StorageParameters implements ConfigDef.Validator {
    private static final long MOST = Integer.MAX_VALUE;
    private static final long MOST_AGE = 2_000_000_000;
    private static final String TOAST = "toast.";

    private static final Map<String, Range> NUMBERS = Map.ofEntries(
            Map.entry("fillfactor", new Range(10, 100)),
            Map.entry("toast_tuple_target", new Range(128, 8160)),
            Map.entry("parallel_workers", new Range(0, 1024)),
            Map.entry("autovacuum_vacuum_threshold", new Range(0, MOST)),
            Map.entry("autovacuum_vacuum_max_threshold", new Range(-1, MOST)),
            Map.entry("autovacuum_vacuum_scale_factor", new Range(0, 100)),
            Map.entry("autovacuum_vacuum_insert_threshold", new Range(-1, MOST)),
            Map.entry("autovacuum_vacuum_insert_scale_factor", new Range(0, 100)),
            Map.entry("autovacuum_analyze_threshold", new Range(0, MOST)),
            Map.entry("autovacuum_analyze_scale_factor", new Range(0, 100)),
            Map.entry("autovacuum_vacuum_cost_delay", new Range(-1, 100)),
            Map.entry("autovacuum_vacuum_cost_limit", new Range(1, 10_000)),
            Map.entry("autovacuum_freeze_min_age", new Range(0, 1_000_000_000)),
            Map.entry("autovacuum_freeze_max_age", new Range(100_000, MOST_AGE)),
            Map.entry("autovacuum_freeze_table_age", new Range(0, MOST_AGE)),
            Map.entry("autovacuum_multixact_freeze_min_age", new Range(0, 1_000_000_000)),
            Map.entry("autovacuum_multixact_freeze_max_age", new Range(10_000, MOST_AGE)),
            Map.entry("autovacuum_multixact_freeze_table_age", new Range(0, MOST_AGE)),
            Map.entry("log_autovacuum_min_duration", new Range(-1, MOST)));

    /** Those with words for values; of the others each is a number. */
    private static final Map<String, String> WORDS = Map.of(
            "autovacuum_enabled", "true|false|on|off",
            "vacuum_truncate", "true|false|on|off",
            "vacuum_index_cleanup", "auto|on|off|true|false");

    private record Range(long least, long most) {}

    @Override
    public void ensureValid(String name, Object value) {
        try {
            parse((String) value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, e.getMessage());
        }
    }

    /** By name, in lower case; refuses with an IllegalArgumentException that says which and why. */
    static Map<String, String> parse(String given) {
        Map<String, String> parameters = new TreeMap<>();
        for (String item : given.split(",")) {
            if (!item.isBlank()) {
                String[] parts = item.split("=", 2);
                String name = parts[0].strip().toLowerCase(Locale.ROOT);
                String value = parts.length == 1 ? "" : parts[1].strip().toLowerCase(Locale.ROOT);
                check(name, value);
                parameters.put(name, value);
            }
        }
        return parameters;
    }

    private static void check(String name, String value) {
        boolean isToast = name.startsWith(TOAST);
        String parameter = isToast ? name.substring(TOAST.length()) : name;
        boolean fitsToast = !isToast || parameter.contains("vacuum");
        if (fitsToast && WORDS.containsKey(parameter)) {
            refuseUnless(value.matches(WORDS.get(parameter)), name, "one of " + WORDS.get(parameter));
        } else if (fitsToast && NUMBERS.containsKey(parameter)) {
            Range range = NUMBERS.get(parameter);
            refuseUnless(isIn(value, range), name, "a number from " + range.least + " to " + range.most);
        } else {
            throw new IllegalArgumentException(
                    name + " is no storage parameter of a table; fillfactor and autovacuum_* are");
        }
    }

    private static boolean isIn(String value, Range range) {
        if (!value.matches("-?\\d{1,12}(\\.\\d{1,12})?")) {
            return false;
        }
        BigDecimal number = new BigDecimal(value);
        return number.compareTo(BigDecimal.valueOf(range.least)) >= 0
                && number.compareTo(BigDecimal.valueOf(range.most)) <= 0;
    }

    private static void refuseUnless(boolean valid, String name, String wanted) {
        if (!valid) {
            throw new IllegalArgumentException(name + " must be " + wanted);
        }
    }

    @Override
    public String toString() {
        return "name=value, parted by commas";
    }
}
