package io.millrace.encode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.concurrent.TimeUnit;

/** Times as text in ISO 8601, with all their digits; those without a zone do not get one. Stateless. */
final class TimeText {
    private static final long DAY_NANOS = TimeUnit.DAYS.toNanos(1);

    private TimeText() {}

    static String of(Date date, DateSource dates) {
        long millis = date.getTime();
        return switch (dates.meaning()) {
            case DAY ->
                LocalDate.ofEpochDay(Math.floorDiv(millis, PgTime.DAY_MILLIS)).toString();
            case TIME -> ofDay(Math.floorMod(millis, PgTime.DAY_MILLIS), TimeUnit.MILLISECONDS);
            default -> Instant.ofEpochMilli(millis).toString();
        };
    }

    /** What the schema says that the number counts. */
    static String of(Number number, DateSource dates) {
        long count = WholeNumber.of(number, "a time");
        TimeUnit unit = dates.unit();
        return switch (dates.meaning()) {
            case DAY -> LocalDate.ofEpochDay(count).toString();
            case TIME -> ofDay(count, unit);
            case LOCAL, INSTANT -> local(count, unit);
            case SPAN -> Duration.of(count, unit.toChronoUnit()).toString();
            case YEAR -> Long.toString(count);
        };
    }

    private static String ofDay(long count, TimeUnit unit) {
        long nanos = unit.toNanos(count);
        if (nanos < 0 || nanos > DAY_NANOS) {
            throw PgTime.outOfRange("a time of day");
        }
        return nanos == DAY_NANOS ? "24:00:00" : LocalTime.ofNanoOfDay(nanos).format(DateTimeFormatter.ISO_LOCAL_TIME);
    }

    private static String local(long count, TimeUnit unit) {
        long micros = PgTime.micros(count, unit, "a timestamp");
        if (PgTime.isInfinite(micros)) {
            return micros > 0 ? "infinity" : "-infinity";
        }
        long second = TimeUnit.SECONDS.toNanos(1) / unit.toNanos(1);
        int nanos = (int) unit.toNanos(Math.floorMod(count, second));
        return LocalDateTime.ofEpochSecond(Math.floorDiv(count, second), nanos, ZoneOffset.UTC)
                .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }
}
