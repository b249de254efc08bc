package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageParametersTest {
    @Test
    void parametersAreReadByName() {
        assertThat(StorageParameters.parse(
                        " FillFactor = 80 ,autovacuum_enabled=OFF,toast.autovacuum_vacuum_scale_factor=0.1"))
                .isEqualTo(Map.of(
                        "fillfactor",
                        "80",
                        "autovacuum_enabled",
                        "off",
                        "toast.autovacuum_vacuum_scale_factor",
                        "0.1"));
        assertThat(StorageParameters.parse("")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "fillfactor=9, fillfactor must be a number from 10 to 100",
        "fillfactor, fillfactor must be a number from 10 to 100",
        "fillfactor=90); DROP TABLE t, fillfactor must be a number",
        "autovacuum_enabled=perhaps, autovacuum_enabled must be one of true|false|on|off",
        "fill=80, fill is no storage parameter of a table",
        "toast.fillfactor=80, toast.fillfactor is no storage parameter",
    })
    void whatTheServerWouldRefuseIsRefusedBefore(String given, String reason) {
        assertThatThrownBy(() -> new StorageParameters().ensureValid("table.create.storage.parameters", given))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(reason);
    }
}
