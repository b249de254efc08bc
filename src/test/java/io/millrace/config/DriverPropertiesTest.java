package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.postgresql.PGProperty;

class DriverPropertiesTest {
    static final List<String> ALLOWED = DriverProperties.ALLOWED;
    static final List<String> DANGEROUS = DriverProperties.DANGEROUS;

    /** Said by keys of ours, or of no use to a sink, or a change to how values travel; refused without a reason of their own. */
    private static final List<String> NOT_OFFERED = List.of(
            "PGDBNAME",
            "PGHOST",
            "PGPORT",
            "adaptiveFetch",
            "adaptiveFetchMaximum",
            "adaptiveFetchMinimum",
            "allowEncodingChanges",
            "assumeMinServerVersion",
            "autosave",
            "binaryTransfer",
            "binaryTransferDisable",
            "binaryTransferEnable",
            "cleanupSavepoints",
            "convertBooleanToNumeric",
            "databaseMetadataCacheFields",
            "databaseMetadataCacheFieldsMiB",
            "defaultRowFetchSize",
            "disableColumnSanitiser",
            "escapeSyntaxCallMode",
            "flushCacheOnDdl",
            "hideUnprivilegedObjects",
            "logServerErrorDetail",
            "logUnclosedConnections",
            "maxResultBuffer",
            "password",
            "preferQueryMode",
            "protocolVersion",
            "queryTimeout",
            "quoteReturningIdentifiers",
            "reWriteBatchedInserts",
            "reWriteBatchedInsertsSize",
            "readOnly",
            "readOnlyMode",
            "replication",
            "service",
            "stringtype",
            "unknownLength",
            "user");

    @Test
    void everyParameterOfTheDriverIsDecidedUpon() {
        List<String> decided = new ArrayList<>(ALLOWED);
        decided.addAll(DANGEROUS);
        decided.addAll(NOT_OFFERED);

        // A new version of the driver fails here until somebody says whether its new parameters are safe.
        assertThat(decided)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(PGProperty.values()).map(PGProperty::getName).toList());
    }

    @ParameterizedTest
    @FieldSource("ALLOWED")
    void anAllowedParameterGoesToTheDriverWithoutItsPrefix(String name) {
        Map<String, String> properties = DriverProperties.of(Map.of("connection." + name, "1", "topics", "orders"));

        assertThat(properties).containsExactly(Map.entry(name, "1"));
    }

    @ParameterizedTest
    @FieldSource("DANGEROUS")
    void aDangerousParameterIsRefusedInAnyCase(String name) {
        String key = "connection." + name.toUpperCase(Locale.ROOT);

        assertThatThrownBy(() -> DriverProperties.of(Map.of(key, "s3cret")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(key + ": the driver's parameter ")
                .hasMessageContaining("load classes or write files")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void anUnknownParameterIsRefusedWithTheListOfThoseThatMayBe() {
        assertThatThrownBy(() -> DriverProperties.of(Map.of("connection.sockettimeout", "30")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("connection.sockettimeout is not a setting")
                .hasMessageContaining("socketTimeout");
    }

    @Test
    void keysOfOursAreNotTheDrivers() {
        Map<String, String> ours = Map.of(
                "connection.url",
                "u",
                "connection.user",
                "u",
                "connection.password",
                "p",
                "connection.statement.timeout.ms",
                "1",
                "connection.max.lifetime.ms",
                "1");

        assertThat(DriverProperties.of(ours)).isEmpty();
    }

    @Test
    void secretsAreHiddenFromLogs() {
        assertThat(DriverProperties.shown(Map.of("sslpassword", "s3cret", "options", "-c x=s3cret", "ssl", "true")))
                .isEqualTo(Map.of("sslpassword", "[hidden]", "options", "[hidden]", "ssl", "true"));
    }
}
