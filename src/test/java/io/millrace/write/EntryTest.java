package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.ConnectionSettings;
import io.millrace.config.Pooling;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryTest {
    private static final String URL = "jdbc:postgresql://one:5433,two/shop?user=bob&password=hunter2";

    @ParameterizedTest
    @CsvSource({
        "28P01, connection.password",
        "28000, connection.user",
        "42501, connection.user",
        "3D000, connection.url",
        "53300, connection.url",
        "57P03, connection.url",
        "08001, connection.url",
        "XX000, connection.url"
    })
    void aFailureIsToldAtTheSettingConcerned(String state, String key) {
        Finding.Fault fault = refused(new SQLException("FATAL: hunter2", state));

        assertThat(fault.key()).isEqualTo(key);
        assertThat(fault.message())
                .startsWith("PostgreSQL at one:5433, two:5432 ")
                .endsWith(" (" + state + ")");
    }

    @Test
    void theDatabaseThatIsMissingIsNamed() {
        assertThat(refused(new SQLException("", "3D000")).message())
                .isEqualTo("PostgreSQL at one:5433, two:5432 has no database shop (3D000)");
    }

    @Test
    void theNetworksReasonIsToldFromTheTypeOfTheCause() {
        assertThat(unreached(new UnknownHostException("one"))).contains("the host's name is not known here");
        assertThat(unreached(new ConnectException("Connection refused"))).contains("nothing listens there");
        assertThat(unreached(new SocketTimeoutException("timed out"))).contains("no answer in time");
        assertThat(unreached(new SSLHandshakeException("no"))).contains("look at sslmode and the certificates");
        assertThat(unreached(null)).contains("targetServerType");
    }

    @Test
    void aPasswordThatIsMissingIsToldAtThePassword() {
        SQLException failure = new SQLException("", "08004");

        Finding.Fault without = (Finding.Fault) new Entry(settings(Optional.empty())).refused(failure);
        Finding.Fault with = refused(failure);

        assertThat(without)
                .isEqualTo(new Finding.Fault(
                        "connection.password",
                        "PostgreSQL at one:5433, two:5432 asks for a password, and none is set (08004)"));
        assertThat(with.key()).isEqualTo("connection.url");
    }

    @Test
    void aFailureWithoutSqlStateIsStillTold() {
        assertThat(refused(new SQLException("hunter2")))
                .isEqualTo(
                        new Finding.Fault("connection.url", "PostgreSQL at one:5433, two:5432 refused the connection"));
    }

    private static String unreached(Throwable cause) {
        return refused(new SQLException("hunter2", "08001", cause)).message();
    }

    private static Finding.Fault refused(SQLException failure) {
        return (Finding.Fault) new Entry(settings(Optional.of(new Password("hunter2")))).refused(failure);
    }

    private static ConnectionSettings settings(Optional<Password> password) {
        return new ConnectionSettings(
                URL,
                Optional.of("bob"),
                password,
                Map.of(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(30),
                Pooling.AUTO);
    }
}
