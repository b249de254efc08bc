package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriverUrlTest {
    static final List<String> DANGEROUS = DriverProperties.DANGEROUS;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost:5432/postgres",
                "jdbc:postgresql://a:5432,b:5433/orders?targetServerType=primary",
                "jdbc:postgresql://[::1]:5432/orders",
                "jdbc:postgresql:orders",
                "jdbc:postgresql://db/orders?user=ann@tenant&password=x&ssl"
            })
    void aUrlOfTheDriverIsTaken(String url) {
        assertThatCode(() -> new DriverUrl().ensureValid("connection.url", url)).doesNotThrowAnyException();
    }

    @Test
    void anotherDatabaseIsRefusedWithoutRepeatingTheUrl() {
        assertThatThrownBy(() -> new DriverUrl().ensureValid("connection.url", "jdbc:mysql://db/x?password=s3cret"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("connection.url must begin with jdbc:postgresql:: this sink writes to PostgreSQL only");
    }

    @Test
    void aPasswordBeforeTheHostIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> new DriverUrl().ensureValid("connection.url", "jdbc:postgresql://ann:s3cret@db/x"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must not hold a user or a password before the host")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @FieldSource("DANGEROUS")
    void aParameterThatLoadsClassesOrWritesFilesIsRefused(String parameter) {
        String url = "jdbc:postgresql://db/x?ssl=true&" + parameter + "=s3cret";

        assertThatThrownBy(() -> new DriverUrl().ensureValid("connection.url", url))
                .isInstanceOf(ConfigException.class)
                .hasMessage("connection.url: the driver's parameter " + parameter + " is refused, since it would let a"
                        + " connector's settings load classes or write files on the worker");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "jdbc:postgresql://db:5432/x?password=s3cret jdbc:postgresql://db:5432/x",
                "jdbc:postgresql://a:1,b:2/x?user=ann@t&password=s3cret jdbc:postgresql://a:1,b:2/x",
                "jdbc:postgresql://[::1]:5432/x jdbc:postgresql://[::1]:5432/x",
                "jdbc:postgresql:x jdbc:postgresql:x",
                "jdbc:postgresql:/ jdbc:postgresql:/",
            })
    void hostsAndDatabaseAreShownAlone(String url, String shown) {
        assertThat(DriverUrl.shown(url)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://ann:s3cret@db/x",
                "jdbc:postgresql:ann:s3cret@db/x",
                "jdbc:postgresql://ann:s3cret?4@db/x",
                "jdbc:postgresql://db/x;password=s3cret"
            })
    void whereAPasswordMightHideNothingIsShown(String url) {
        assertThat(DriverUrl.shown(url)).isEqualTo("jdbc:postgresql:(not shown)");
    }
}
