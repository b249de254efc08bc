package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void aReasonBeginsWithItsPlaceWhereThatIsKnown() {
        SQLException missing = new SQLException("relation \"x\" does not exist", "42P01");

        assertThat(Failure.toWrite(missing, "public.t", false).reason())
                .startsWith("public.t: undefined_table (42P01); ");
        assertThat(Failure.toWrite(missing, "", false).reason()).startsWith("undefined_table (42P01); ");
    }
}
