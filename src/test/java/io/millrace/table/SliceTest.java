package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.PartitionInterval;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceTest {
    private static Slice slice(String time, PartitionInterval interval, TypeKind kind) {
        return Slice.of(LocalDateTime.parse(time), interval, kind);
    }

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({
        "2026-11-21T23:59:59.999999, HOUR, t_p2026112123, 2026-11-21 23:00:00, 2026-11-22 00:00:00",
        "2026-11-21T00:00:00, DAY, t_p20261121, 2026-11-21 00:00:00, 2026-11-22 00:00:00",
        "2026-11-22T12:00:00, WEEK, t_p20261116, 2026-11-16 00:00:00, 2026-11-23 00:00:00",
        "2024-02-29T12:00:00, MONTH, t_p202402, 2024-02-01 00:00:00, 2024-03-01 00:00:00",
        "2026-12-31T12:00:00, MONTH, t_p202612, 2026-12-01 00:00:00, 2027-01-01 00:00:00",
    })
    void aTimeIsHeldFromTheStartOfItsIntervalToTheNext(
            String time, PartitionInterval interval, String name, String from, String to) {
        Slice slice = slice(time, interval, TypeKind.TIMESTAMP);

        assertThat(slice.nameIn("t")).isEqualTo(name);
        assertThat(slice.from()).isEqualTo(from);
        assertThat(slice.to()).isEqualTo(to);
        assertThat(Slice.named(name, "t", interval, TypeKind.TIMESTAMP)).contains(slice);
    }

    @Test
    void boundsOfAnInstantSayTheirZone() {
        assertThat(slice("2026-11-21T05:00:00", PartitionInterval.DAY, TypeKind.TIMESTAMPTZ)
                        .from())
                .isEqualTo("2026-11-21 00:00:00+00");
    }

    @Test
    void aLongNameIsCutAndToldApartByItsHash() {
        String one = "x".repeat(60) + "one";
        String other = "x".repeat(60) + "two";
        Slice slice = slice("2026-11-21T05:00:00", PartitionInterval.DAY, TypeKind.DATE);

        assertThat(slice.nameIn(one)).hasSize(63).endsWith("_p20261121").isNotEqualTo(slice.nameIn(other));
        assertThat(Slice.named(slice.nameIn(one), one, PartitionInterval.DAY, TypeKind.DATE))
                .contains(slice);
    }

    @ParameterizedTest
    @CsvSource({"t_archive", "t_p2026", "t_p20261399", "u_p20261121", "t_p20261121x", "t_p2026112199"})
    void aNameThatWeDidNotGiveIsNoSlice(String name) {
        assertThat(Slice.named(name, "t", PartitionInterval.DAY, TypeKind.DATE)).isEmpty();
        assertThat(Slice.named(name, "t", PartitionInterval.HOUR, TypeKind.DATE))
                .isEmpty();
    }
}
