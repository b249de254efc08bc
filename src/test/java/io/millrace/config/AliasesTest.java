package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliasesTest {
    /** Keys of Confluent's, Aiven's and Debezium's sinks that are not ours. */
    private static final Set<String> THEIRS = Set.of(
            "connection.username",
            "connection.attempts",
            "connection.backoff.ms",
            "connection.provider",
            "connection.pool.min_size",
            "connection.pool.max_size",
            "connection.pool.timeout",
            "connection.ds.pool.size",
            "connection.restart.on.errors",
            "jdbc.credentials.provider.class",
            "dialect.name",
            "hibernate.*",
            "use.reduction.buffer",
            "keyed.message.batch.mode",
            "replace.null.with.default",
            "dialect.postgres.unnest.insert.enabled",
            "flush.max.retries",
            "flush.retry.delay.ms",
            "mssql.use.merge.holdlock",
            "dialect.sqlserver.identity.insert",
            "dialect.starrocks.catalog.name",
            "collection.name.format",
            "collection.table.format",
            "table.name.normalize",
            "collection.naming.strategy",
            "table.naming.strategy",
            "column.naming.strategy",
            "primary.key.mode",
            "primary.key.fields",
            "sql.quote.identifiers",
            "quote.identifiers",
            "table.types",
            "fields.whitelist",
            "field.include.list",
            "field.exclude.list",
            "auto.create",
            "auto.evolve",
            "schema.evolution",
            "use.time.zone",
            "database.time_zone",
            "date.timezone",
            "date.calendar.system",
            "timestamp.precision.mode",
            "timestamp.fields.list",
            "string.output.value.column.name",
            "dialect.postgres.postgis.schema",
            "cloud.events.schema.name.pattern",
            "trim.sensitive.log",
            "internal.enable.sces");

    @Test
    void everyKeyOfTheOtherSinksIsDecidedUpon() {
        Set<String> undecided = new TreeSet<>(THEIRS);
        Aliases.ALL.forEach(alias -> undecided.remove(alias.key()));
        undecided.removeAll(SinkConfig.DEF.names());

        assertThat(undecided).isEmpty();
    }

    @Test
    void anAliasIsNoKeyOfOurs() {
        assertThat(Aliases.ALL).extracting(Alias::key).doesNotHaveDuplicates();
        assertThat(Aliases.ALL).noneMatch(alias -> SinkConfig.DEF.names().contains(alias.key()));
    }

    @ParameterizedTest
    @CsvSource({
        "connection.username,   ann,          connection.user",
        "primary.key.mode,      record_key,   pk.mode",
        "primary.key.fields,    'a,b',        pk.fields",
        "collection.name.format, x_${topic},  table.name.format",
        "use.time.zone,         Asia/Kolkata, db.timezone",
        "database.time_zone,    Asia/Kolkata, db.timezone",
        "flush.max.retries,     3,            max.retries",
        "string.output.value.column.name, doc, value.column",
        "flush.retry.delay.ms,  900,          retry.backoff.ms",
    })
    void anotherNameIsReadAsOurs(String key, String value, String ours) {
        Translation translation = Aliases.translate(Map.of(key, value));

        assertThat(translation.settings()).isEqualTo(Map.of(ours, value));
        assertThat(translation.notes()).singleElement().asString().startsWith(key + " is read as " + ours);
    }

    @Test
    void everyAliasThatIsReadHasBeenTriedAndMeansAKeyOfOurs() {
        List<Alias.Read> read = Aliases.ALL.stream()
                .filter(Alias.Read.class::isInstance)
                .map(Alias.Read.class::cast)
                .toList();

        assertThat(read)
                .hasSize(12)
                .allSatisfy(alias -> assertThat(SinkConfig.DEF.names()).contains(alias.ours()));
    }

    @ParameterizedTest
    @CsvSource({
        "sql.quote.identifiers, true,  always",
        "sql.quote.identifiers, False, never",
        "quote.identifiers,     TRUE,  always",
        "quote.identifiers,     false, never",
    })
    void aSwitchOfQuotingIsReadAsOurWord(String key, String value, String word) {
        Translation translation = Aliases.translate(Map.of(key, value));

        assertThat(translation.settings()).isEqualTo(Map.of("quote.sql.identifiers", word));
        assertThat(translation.notes()).containsExactly(key + " is read as quote.sql.identifiers");
    }

    @Test
    void aSwitchThatIsNeitherTrueNorFalseIsRefused() {
        assertThatThrownBy(() -> Aliases.translate(Map.of("quote.identifiers", "always")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("quote.identifiers: must be true or false");
    }

    @Test
    void insertsOfManyRowsAreInserts() {
        Translation translation = Aliases.translate(Map.of("insert.mode", "MULTI"));

        assertThat(translation.settings()).isEqualTo(Map.of("insert.mode", "insert"));
        assertThat(translation.notes()).singleElement().asString().startsWith("insert.mode=multi is read as");
    }

    // Hard case 31.
    @Test
    void aBatchSizeIsToldToBeAHint() {
        Translation translation = Aliases.translate(Map.of("batch.size", "3000"));

        assertThat(translation.notes())
                .containsExactly(
                        "batch.size is a hint that is not needed: batches grow to batch.max.rows and batch.bytes");
    }

    static Stream<Alias.Ignored> ignored() {
        return Aliases.ALL.stream().filter(Alias.Ignored.class::isInstance).map(Alias.Ignored.class::cast);
    }

    @ParameterizedTest
    @MethodSource("ignored")
    void whatHasNoUseHereIsToldAndLeftOut(Alias.Ignored alias) {
        String key = alias.key().replace("*", "some.thing");

        Translation translation = Aliases.translate(Map.of(key, "s3cret"));

        assertThat(translation.settings()).isEmpty();
        assertThat(translation.notes()).containsExactly(key + " is ignored: " + alias.why());
    }

    static Stream<Alias.Unsupported> unsupported() {
        return Aliases.ALL.stream().filter(Alias.Unsupported.class::isInstance).map(Alias.Unsupported.class::cast);
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void whatCannotBeHadIsRefusedWithTheReason(Alias.Unsupported alias) {
        String key = alias.key().replace("*", "some.thing");

        assertThatThrownBy(() -> Aliases.translate(Map.of(key, "s3cret")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(key + ": " + alias.why());
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void whatAsksForNothingIsTaken(Alias.Unsupported alias) {
        Set<String> harmless = new HashSet<>(alias.harmless());
        harmless.add("");

        assertThat(harmless).allSatisfy(value -> {
            Translation translation = Aliases.translate(Map.of(alias.key(), value));

            assertThat(translation.settings()).isEmpty();
            assertThat(translation.notes()).containsExactly(alias.key() + " asks for the default: " + alias.why());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "table.name.normalize, true",
        "dialect.postgres.postgis.schema, gis",
    })
    void whatComesLaterIsSaidToBeUnsupportedYet(String key, String value) {
        assertThat(Aliases.problems(Map.of(key, value)).get(key)).startsWith("not supported yet: ");
    }

    @ParameterizedTest
    @CsvSource({"connection.username, connection.user, ann", "quote.identifiers, quote.sql.identifiers, true"})
    void anAliasAndOurKeyMayAgree(String alias, String ours, String value) {
        String word = value.equals("true") ? "ALWAYS" : value;

        assertThat(Aliases.problems(Map.of(alias, value, ours, word))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"RECORD_KEY, record_key", "record_key, Record_Key"})
    void anAliasAndOurKeyMayWriteOneWordInDifferentCase(String theirs, String ours) {
        assertThat(Aliases.problems(Map.of("primary.key.mode", theirs, "pk.mode", ours)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "Ann"})
    void anAliasAndOurKeyMustNotDiffer(String other) {
        Map<String, String> settings = Map.of("connection.username", "ann", "connection.user", other);

        assertThatThrownBy(() -> Aliases.translate(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessage("connection.username: means connection.user, which is given too and differs:"
                        + " leave one of them out");
    }

    @Test
    void allThatCannotBeHadIsToldAtOnce() {
        assertThatThrownBy(() ->
                        Aliases.translate(Map.of("table.naming.strategy", "x.Y", "column.naming.strategy", "x.Z")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("column.naming.strategy: ")
                .hasMessageContaining("table.naming.strategy: ");
    }
}
