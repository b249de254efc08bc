package io.millrace.table;

import io.millrace.config.PartitionInterval;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/**
 * The time that one partition holds: from its start, included, to the next one's. Immutable; the time is in UTC for a
 * timestamptz, and as it is written for a column without a zone.
 */
public record Slice(LocalDateTime start, PartitionInterval interval, TypeKind kind) implements Comparable<Slice> {
    private static final int LONGEST_NAME = 63;
    private static final DateTimeFormatter HOURS = DateTimeFormatter.ofPattern("uuuuMMddHH", Locale.ROOT);
    private static final DateTimeFormatter DAYS = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter MONTHS = DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT);
    private static final DateTimeFormatter BOUND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** The slice that holds this time. */
    public static Slice of(LocalDateTime time, PartitionInterval interval, TypeKind kind) {
        LocalDateTime start = switch (interval) {
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> time.truncatedTo(ChronoUnit.DAYS);
            case WEEK -> time.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
        };
        return new Slice(start, interval, kind);
    }

    /** The one so many intervals later, or earlier. */
    public Slice plus(long intervals) {
        LocalDateTime moved = switch (interval) {
            case HOUR -> start.plusHours(intervals);
            case DAY -> start.plusDays(intervals);
            case WEEK -> start.plusWeeks(intervals);
            case MONTH -> start.plusMonths(intervals);
        };
        return new Slice(moved, interval, kind);
    }

    /** Where it begins, as a literal for the column. */
    String from() {
        return literal(start);
    }

    /** Where it ends, which belongs to the next. */
    String to() {
        return literal(plus(1).start);
    }

    private String literal(LocalDateTime time) {
        return BOUND.format(time) + (kind == TypeKind.TIMESTAMPTZ ? "+00" : "");
    }

    /** The slice whose partition has this name, where it is one that we give. */
    static Optional<Slice> named(String name, String table, PartitionInterval interval, TypeKind kind) {
        int at = name.lastIndexOf("_p");
        String digits = at < 0 ? "" : name.substring(at + 2);
        String whole = digits
                + (interval == PartitionInterval.MONTH ? "01" : "")
                + (interval == PartitionInterval.HOUR ? "" : "00");
        try {
            LocalDateTime start =
                    LocalDate.parse(whole.substring(0, 8), DAYS).atTime(Integer.parseInt(whole.substring(8)), 0);
            return Optional.of(of(start, interval, kind))
                    .filter(slice -> slice.nameIn(table).equals(name));
        } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The name of this slice's partition; a table's long name is cut, and told apart by its hash. */
    String nameIn(String table) {
        String suffix = "_p"
                + switch (interval) {
                    case HOUR -> HOURS.format(start);
                    case DAY, WEEK -> DAYS.format(start);
                    case MONTH -> MONTHS.format(start);
                };
        return cut(table, LONGEST_NAME - suffix.length()) + suffix;
    }

    private static String cut(String name, int bytes) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= bytes) {
            return name;
        }
        String hash = "_" + Integer.toHexString(name.hashCode());
        int end = name.length();
        while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > bytes - hash.length()) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end) + hash;
    }

    @Override
    public int compareTo(Slice other) {
        return start.compareTo(other.start);
    }
}
