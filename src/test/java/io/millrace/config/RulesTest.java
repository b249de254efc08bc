package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    private static Map<String, List<String>> problems(String... keysAndValues) {
        Map<String, String> settings = new HashMap<>(Map.of("connection.url", "jdbc:postgresql://db/x"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return SinkConfig.problems(settings);
    }

    private static Map<String, List<String>> told(String key, String problem) {
        return Map.of(key, List.of(problem));
    }

    @ParameterizedTest
    @CsvSource({"insert,none", "ignore,none", "upsert,record_key", "upsert,kafka", "update,record_value"})
    void modesThatFitTheirKeyAreTaken(String insertMode, String pkMode) {
        assertThat(problems("insert.mode", insertMode, "pk.mode", pkMode)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"upsert", "update"})
    void modesThatFindRowsNeedAKey(String mode) {
        assertThat(problems("insert.mode", mode))
                .isEqualTo(told(
                        "pk.mode",
                        "insert.mode=" + mode + " finds rows by their key, so pk.mode must say where it comes from"));
    }

    @Test
    void fieldsAreStoredInAColumnThatIsNamed() {
        assertThat(problems("unknown.fields", "store", "store.column", "rest")).isEmpty();
        assertThat(problems("unknown.fields", "store"))
                .isEqualTo(told(
                        "store.column", "unknown.fields=store needs store.column to name the column that takes them"));
    }

    @Test
    void aValueThatIsKeptWholeHasNoFields() {
        assertThat(problems("value.column", "doc", "pk.mode", "record_key")).isEmpty();
        assertThat(problems("value.column", "doc", "pk.mode", "record_value"))
                .isEqualTo(told(
                        "value.column", "value.column keeps the value whole, so pk.mode=record_value finds no fields"));
        assertThat(problems("value.column", "doc", "unknown.fields", "store", "store.column", "rest"))
                .isEqualTo(told(
                        "value.column", "value.column keeps the value whole, so unknown.fields=store finds no fields"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"record_key", "record_header"})
    void deletesTakeAKeyThatATombstoneHas(String pkMode) {
        assertThat(problems("delete.enabled", "true", "pk.mode", pkMode)).isEmpty();
    }

    @Test
    void anEventOfADeleteBringsItsKeyInItsValue() {
        assertThat(problems("delete.enabled", "true", "pk.mode", "record_value"))
                .isEmpty();
        assertThat(problems("delete.enabled", "true", "pk.mode", "record_value", "change.events", "none"))
                .containsOnlyKeys("delete.enabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "kafka"})
    void deletesNeedAKeyThatATombstoneHas(String pkMode) {
        String why = " deletes by a key that a record without a value still has:"
                + " it needs pk.mode=record_key or pk.mode=record_header";

        assertThat(problems("delete.enabled", "true", "pk.mode", pkMode))
                .isEqualTo(told("delete.enabled", "delete.enabled=true" + why));
        assertThat(problems("behavior.on.null.values", "delete", "pk.mode", pkMode))
                .isEqualTo(told("behavior.on.null.values", "behavior.on.null.values=delete" + why));
    }

    @ParameterizedTest
    @CsvSource({"true, ignore", "true, fail", "false, delete"})
    void deletesAreNotBothAskedForAndForbidden(String deletes, String onNull) {
        assertThat(problems("delete.enabled", deletes, "behavior.on.null.values", onNull, "pk.mode", "record_key"))
                .isEqualTo(told(
                        "behavior.on.null.values",
                        "behavior.on.null.values=" + onNull + " contradicts delete.enabled=" + deletes));
    }

    @Test
    void kafkasKeyHasThreeColumnsOrThoseOfOtherSinks() {
        assertThat(problems("pk.mode", "kafka")).isEmpty();
        assertThat(problems("pk.mode", "kafka", "pk.fields", "t,p,o")).isEmpty();
        assertThat(problems("pk.mode", "kafka", "pk.fields", "t,p"))
                .isEqualTo(told(
                        "pk.fields",
                        "pk.mode=kafka needs three columns, for topic, partition and offset, or none named"));
    }

    @Test
    void columnsOfAKeyNeedAKey() {
        assertThat(problems("pk.fields", "id"))
                .isEqualTo(told(
                        "pk.fields", "pk.fields names columns of a key, but pk.mode=none says that rows have none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id,id", "id,,tenant"})
    void columnsOfAKeyAreNamedOnce(String fields) {
        assertThat(problems("pk.mode", "record_key", "pk.fields", fields))
                .isEqualTo(told("pk.fields", "pk.fields names a column twice, or an empty one"));
    }

    @Test
    void onlyUpsertsCanSkipUnchangedRows() {
        assertThat(problems("upsert.skip.unchanged", "true", "insert.mode", "upsert", "pk.mode", "record_key"))
                .isEmpty();
        assertThat(problems("upsert.skip.unchanged", "true"))
                .isEqualTo(told(
                        "upsert.skip.unchanged",
                        "upsert.skip.unchanged=true has a meaning for insert.mode=upsert alone"));
    }

    @Test
    void aBatchFitsIntoTheMemory() {
        assertThat(problems("batch.bytes", "1048576", "buffer.memory.bytes", "1048576"))
                .isEmpty();
        assertThat(problems("batch.bytes", "1048577", "buffer.memory.bytes", "1048576"))
                .isEqualTo(told(
                        "batch.bytes", "batch.bytes is more than buffer.memory.bytes, so a batch could never fill up"));
    }

    @Test
    void theFirstPauseIsNotAboveTheLongestThatIsSaid() {
        assertThat(problems("retry.backoff.ms", "30000")).isEmpty();
        assertThat(problems("retry.backoff.ms", "30000", "retry.backoff.max.ms", "10000"))
                .isEqualTo(told("retry.backoff.ms", "retry.backoff.ms is more than retry.backoff.max.ms"));
    }

    // Hard case 13.
    @ParameterizedTest
    @CsvSource({"30000, 30, true", "29999, 30, false", "120000, , true", "119999, , false", "9000000, 0, false"})
    void aStatementEndsBeforeTheSocketGivesUp(String statementMillis, String socketSeconds, boolean isRefused) {
        Map<String, List<String>> problems = socketSeconds == null
                ? problems("connection.statement.timeout.ms", statementMillis)
                : problems(
                        "connection.statement.timeout.ms", statementMillis, "connection.socketTimeout", socketSeconds);

        assertThat(problems.containsKey("connection.statement.timeout.ms")).isEqualTo(isRefused);
    }

    @Test
    void theRuleOfTimeoutsSpeaksInBothNames() {
        assertThat(problems("connection.statement.timeout.ms", "120000"))
                .isEqualTo(told(
                        "connection.statement.timeout.ms",
                        "connection.statement.timeout.ms must be below the socket's time-out, connection.socketTimeout"
                                + " (in seconds, 120 by default): the server has to end a statement before we stop"
                                + " listening"));
    }

    @Test
    void aSocketTimeoutIsANumber() {
        assertThat(problems("connection.socketTimeout", "30s"))
                .isEqualTo(told("connection.socketTimeout", "connection.socketTimeout is in whole seconds"));
        assertThat(problems("connection.url", "jdbc:postgresql://db/x?socketTimeout=30s"))
                .containsOnlyKeys("connection.socketTimeout");
    }

    @Test
    void eachParameterOfTheDriverIsToldAtItsOwnKey() {
        assertThat(problems("connection.loggerFile", "/etc/x", "connection.nosuch", "1", "connection.ssl", "true"))
                .containsOnlyKeys("connection.loggerFile", "connection.nosuch");
    }

    @Test
    void badRecordsAreNotToleratedWhereNobodyWouldHearOfThem() {
        assertThat(problems("errors.tolerance", "ALL"))
                .isEqualTo(told(
                        "errors.tolerance",
                        "errors.tolerance=all without a dead letter queue would lose records that cannot be written, with"
                                + " nothing said of them: set errors.deadletterqueue.topic.name, or at least"
                                + " errors.log.enable=true"));
        assertThat(problems("errors.tolerance", "all", "errors.log.enable", "true"))
                .isEmpty();
        assertThat(problems("errors.tolerance", "all", "errors.deadletterqueue.topic.name", "dead"))
                .isEmpty();
        assertThat(problems("errors.tolerance", "none")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "record_key,'id,ver',ver,'id, ver'",
        "record_value,ver,ver,ver",
        "kafka,,__connect_offset,'__connect_topic, __connect_partition, __connect_offset'"
    })
    void noRecordIsNewerThanItsKeyByAColumnOfTheKey(String pkMode, String fields, String newer, String key) {
        assertThat(problems(
                        "insert.mode",
                        "upsert",
                        "pk.mode",
                        pkMode,
                        "pk.fields",
                        fields == null ? "" : fields,
                        "upsert.when.newer",
                        newer))
                .isEqualTo(told(
                        "upsert.when.newer",
                        "upsert.when.newer=" + newer + " names a column of the key (" + key
                                + "), which is the same in all records of a key, so that none is ever newer: name a"
                                + " column outside of the key"));
    }

    @Test
    void deferredDurabilityNeedsConnectionsOfItsOwn() {
        assertThat(problems("durability", "deferred", "connection.pooler", "session"))
                .isEmpty();
        assertThat(problems("durability", "deferred", "connection.pooler", "transaction"))
                .isEqualTo(told(
                        "durability",
                        "durability=deferred needs connections of its own, which connection.pooler=transaction says that"
                                + " there are not: set durability=commit, or connect past the pooler"));
    }
}
