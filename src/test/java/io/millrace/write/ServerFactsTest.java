package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerFactsTest {
    private static final ServerFacts.Who WHO = new ServerFacts.Who("shop", "writer");

    @Test
    void aPrimaryOfTheOldestVersionWillDo() {
        assertThat(new ServerFacts(140_000, "14.0", false, false, true, WHO).findings())
                .isEmpty();
    }

    @Test
    void anOlderServerIsAFault() {
        assertThat(new ServerFacts(130_022, "13.22 (Debian 13.22-1)", false, false, true, WHO).findings())
                .containsExactly(new Finding.Fault(
                        "connection.url",
                        "The server is PostgreSQL 13.22 (Debian 13.22-1); version 14 or later is needed"));
    }

    @Test
    void aStandbyIsAFaultAndSaysHowToFindThePrimary() {
        assertThat(new ServerFacts(180_000, "18.0", true, true, true, WHO).findings())
                .containsExactly(new Finding.Fault(
                        "connection.url",
                        "The server is a standby, which takes no writes: name the primary, or all hosts with"
                                + " targetServerType=primary, so that the driver finds it"));
    }

    @Test
    void aRoleThatOnlyReadsIsAFault() {
        assertThat(new ServerFacts(180_000, "18.0", false, true, true, WHO).findings())
                .containsExactly(new Finding.Fault(
                        "connection.url",
                        "Transactions of role writer in database shop are read-only: set"
                                + " default_transaction_read_only to off for the role or the database"));
    }

    @Test
    void aRoleWithoutTemporaryTablesGetsAdvice() {
        assertThat(new ServerFacts(180_000, "18.0", false, false, false, WHO).findings())
                .containsExactly(new Finding.Advice("Role writer may not create temporary tables, which large batches"
                        + " of keyed rows go through: GRANT TEMPORARY ON DATABASE \"shop\" TO \"writer\", or set"
                        + " write.method=unnest"));
    }
}
