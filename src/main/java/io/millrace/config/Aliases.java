package io.millrace.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;

/**
 * The keys of Confluent's, Aiven's and Debezium's JDBC sinks that differ from ours, so that a connector moves here by
 * changing its class. Nothing is passed over in silence: each key is noted, or refused. Stateless.
 */
public final class Aliases {
    private static final String NO = "false";
    private static final String SUPPORTED_LATER =
            "this version does not do that yet; leave the key out, or see the release notes for the version that does";
    private static final String MADE_BEFORE =
            "this version does not change tables: create the table, or add the column, before its records come";

    public static final List<Alias> ALL = List.of(
            new Alias.Renamed("connection.username", ConnectionKeys.USER),
            new Alias.Renamed("primary.key.mode", KeyKeys.PK_MODE),
            new Alias.Renamed("primary.key.fields", KeyKeys.PK_FIELDS),
            new Alias.Renamed("collection.name.format", RouteKeys.FORMAT),
            new Alias.Renamed("use.time.zone", WriteKeys.DB_TIMEZONE),
            new Alias.Renamed("database.time_zone", WriteKeys.DB_TIMEZONE),
            new Alias.Renamed("flush.max.retries", RetryKeys.MAX_RETRIES),
            new Alias.Renamed("flush.retry.delay.ms", RetryKeys.BACKOFF),
            new Alias.Switch("sql.quote.identifiers", RouteKeys.QUOTING, "always", "never"),
            new Alias.Switch("quote.identifiers", RouteKeys.QUOTING, "always", "never"),
            new Alias.Ignored("dialect.name", "there is one dialect, PostgreSQL's"),
            new Alias.Ignored("hibernate.dialect", "there is one dialect, PostgreSQL's"),
            new Alias.Ignored("mssql.use.merge.holdlock", "it concerns SQL Server"),
            new Alias.Ignored("dialect.sqlserver.identity.insert", "it concerns SQL Server"),
            new Alias.Ignored("dialect.starrocks.catalog.name", "it concerns StarRocks"),
            new Alias.Ignored(
                    "dialect.postgres.unnest.insert.enabled", "write.method chooses by the size of the batch"),
            new Alias.Ignored("use.reduction.buffer", "batches always keep one row a key"),
            new Alias.Ignored("trim.sensitive.log", "values are never logged"),
            new Alias.Ignored("table.types", "partitioned tables are written like any other"),
            new Alias.Ignored("connection.attempts", "a lost connection is tried again as retry.timeout.ms says"),
            new Alias.Ignored("connection.backoff.ms", "a lost connection is tried again as retry.backoff.ms says"),
            new Alias.Ignored("connection.restart.on.errors", "a lost connection is always replaced"),
            new Alias.Ignored("connection.pool.min_size", "a task holds lanes + 1 connections at most"),
            new Alias.Ignored("connection.pool.max_size", "a task holds lanes + 1 connections at most"),
            new Alias.Ignored("connection.pool.timeout", "connection.max.lifetime.ms says how long one lives"),
            new Alias.Ignored("date.timezone", "dates are never shifted by a zone"),
            new Alias.Ignored("timestamp.precision.mode", "PostgreSQL keeps microseconds"),
            new Alias.Unsupported("auto.create", MADE_BEFORE, NO),
            new Alias.Unsupported("auto.evolve", MADE_BEFORE, NO),
            new Alias.Unsupported("schema.evolution", MADE_BEFORE, "none"),
            new Alias.Unsupported("truncate.enabled", SUPPORTED_LATER, NO),
            new Alias.Unsupported("fields.whitelist", SUPPORTED_LATER),
            new Alias.Unsupported("field.include.list", SUPPORTED_LATER),
            new Alias.Unsupported("field.exclude.list", SUPPORTED_LATER),
            new Alias.Unsupported("table.name.normalize", SUPPORTED_LATER, NO),
            new Alias.Unsupported("collection.table.format", "write the schema into table.name.format", "${table}"),
            new Alias.Unsupported(
                    "replace.null.with.default",
                    "this version always writes a field's default in the place of its null",
                    "true"),
            new Alias.Unsupported(
                    "timestamp.fields.list",
                    "a number goes into a timestamp column as milliseconds, a text as PostgreSQL reads it; leave the key out"),
            new Alias.Unsupported(
                    "date.calendar.system",
                    "dates are of the proleptic Gregorian calendar, as in PostgreSQL",
                    "proleptic_gregorian"),
            new Alias.Unsupported("string.output.value.column.name", SUPPORTED_LATER),
            new Alias.Unsupported(
                    "jdbc.credentials.provider.class",
                    "classes named in settings are not loaded; give the password through a config provider"),
            new Alias.Unsupported(
                    "connection.provider",
                    "classes named in settings are not loaded; give the password through a config provider"),
            new Alias.Unsupported("collection.naming.strategy", "name the tables by table.name.format"),
            new Alias.Unsupported("table.naming.strategy", "name the tables by table.name.format"),
            new Alias.Unsupported("column.naming.strategy", "rename the fields by a transform"));

    private Aliases() {}

    /** A connector's settings under our own keys, and a line for each key that was another's. */
    public record Translation(Map<String, String> settings, List<String> notes) {}

    /** Refuses with a ConfigException that names the keys. */
    public static Translation translate(Map<String, String> given) {
        problems(given).forEach((key, problem) -> {
            throw new ConfigException(key + ": " + problem);
        });
        Map<String, String> settings = new HashMap<>(given);
        List<String> notes = new ArrayList<>();
        for (Alias alias : ALL) {
            String value = settings.remove(alias.key());
            if (value != null) {
                alias.read(value).ifPresent(read -> settings.put(ours(alias), read));
                notes.add(note(alias));
            }
        }
        readMulti(settings, notes);
        return new Translation(settings, notes);
    }

    private static String note(Alias alias) {
        boolean hasEffect = !(alias instanceof Alias.Unsupported);
        return alias.key() + (hasEffect ? " is " + alias.meaning() : " asks for nothing, and gets nothing");
    }

    /** Which of the aliases cannot be taken, and why. */
    public static Map<String, String> problems(Map<String, String> given) {
        Map<String, String> problems = new TreeMap<>();
        Map<String, String> ours = new HashMap<>(given);
        for (Alias alias : ALL) {
            String value = given.get(alias.key());
            if (value != null) {
                alias.refusal(value).ifPresent(why -> problems.put(alias.key(), why));
                alias.read(value).ifPresent(read -> {
                    String other = ours.putIfAbsent(ours(alias), read);
                    if (other != null && !other.equalsIgnoreCase(read)) {
                        problems.put(alias.key(), "means " + ours(alias) + ", which is given too and differs");
                    }
                });
            }
        }
        return problems;
    }

    private static String ours(Alias alias) {
        return alias instanceof Alias.Renamed renamed ? renamed.ours() : ((Alias.Switch) alias).ours();
    }

    /** Aiven's insert with many rows a statement, which ours always has. */
    private static void readMulti(Map<String, String> settings, List<String> notes) {
        if ("multi".equalsIgnoreCase(settings.get(WriteKeys.INSERT_MODE))) {
            settings.put(WriteKeys.INSERT_MODE, "insert");
            notes.add("insert.mode=multi is read as insert.mode=insert");
        }
        String size = settings.get(LaneKeys.BATCH_SIZE);
        if (size != null) {
            notes.add("batch.size is a hint that is not needed: batches grow to batch.max.rows and batch.bytes");
        }
    }

    /** The aliases by key, for documentation. */
    public static Map<String, String> meanings() {
        Map<String, String> meanings = new TreeMap<>();
        ALL.forEach(alias -> meanings.put(alias.key(), alias.meaning()));
        meanings.put("insert.mode=multi", "read as insert.mode=insert");
        return meanings;
    }
}
