package io.millrace.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys of Confluent's, Aiven's and Debezium's JDBC sinks that differ from ours, so that a connector moves here by
 * changing its class. Nothing is passed over in silence: each key is noted, or refused. Stateless.
 */
public final class Aliases {
    /** Aiven's insert with many rows a statement. */
    static final String MULTI = "multi";

    private static final String NO = "false";
    private static final String NO_CLASSES =
            "classes named in settings are not loaded; give the password through a config provider";
    private static final String NAME_TABLES =
            "name the tables by table.name.format, in which a topic's dots stay dots, not _";
    private static final String SUPPORTED_LATER = "not supported yet: leave the key out";

    public static final List<Alias> ALL = List.of(
            new Alias.Renamed("connection.username", ConnectionKeys.USER),
            new Alias.Renamed("primary.key.mode", KeyKeys.PK_MODE),
            new Alias.Renamed("primary.key.fields", KeyKeys.PK_FIELDS),
            new Alias.Renamed("collection.name.format", RouteKeys.FORMAT, "a topic's dots stay dots, not _"),
            new Alias.Renamed("field.include.list", FieldKeys.INCLUDED),
            new Alias.Renamed("use.time.zone", WriteKeys.DB_TIMEZONE),
            new Alias.Renamed("database.time_zone", WriteKeys.DB_TIMEZONE),
            new Alias.Renamed("flush.max.retries", RetryKeys.MAX_RETRIES),
            new Alias.Renamed("flush.retry.delay.ms", RetryKeys.BACKOFF),
            new Alias.Renamed(
                    "string.output.value.column.name",
                    ShapeKeys.VALUE_COLUMN,
                    "values that are no text are stored whole too"),
            new Alias.Switch("sql.quote.identifiers", RouteKeys.QUOTING, "always", "never"),
            new Alias.Switch("quote.identifiers", RouteKeys.QUOTING, "always", "never"),
            new Alias.Ignored("dialect.name", "there is one dialect, PostgreSQL's"),
            new Alias.Ignored(
                    "hibernate.*", "there is no Hibernate here; parameters of the driver are given as connection.NAME"),
            new Alias.Ignored("mssql.use.merge.holdlock", "it concerns SQL Server"),
            new Alias.Ignored("dialect.sqlserver.identity.insert", "it concerns SQL Server"),
            new Alias.Ignored("dialect.starrocks.catalog.name", "it concerns StarRocks"),
            new Alias.Ignored(
                    "dialect.postgres.unnest.insert.enabled", "write.method chooses by the size of the batch"),
            new Alias.Ignored("keyed.message.batch.mode", "batches always keep one row a key"),
            new Alias.Ignored(
                    "internal.enable.sces", "the bad rows of a batch are always told apart from the good ones"),
            new Alias.Ignored("use.reduction.buffer", "batches always keep one row a key"),
            new Alias.Ignored("trim.sensitive.log", "values are never logged"),
            new Alias.Ignored("table.types", "partitioned tables are written like any other"),
            new Alias.Ignored("connection.attempts", "a lost connection is tried again as retry.timeout.ms says"),
            new Alias.Ignored("connection.backoff.ms", "a lost connection is tried again as retry.backoff.ms says"),
            new Alias.Ignored("connection.restart.on.errors", "a lost connection is always replaced"),
            new Alias.Ignored("connection.pool.min_size", "a task holds lanes + 1 connections at most"),
            new Alias.Ignored("connection.pool.max_size", "a task holds lanes + 1 connections at most"),
            new Alias.Ignored("connection.pool.timeout", "connection.max.lifetime.ms says how long one lives"),
            new Alias.Ignored("connection.ds.pool.size", "a task holds lanes + 1 connections at most"),
            new Alias.Ignored("connection.reWriteBatchedInserts", "rows travel by COPY or as arrays"),
            new Alias.Ignored("connection.reWriteBatchedInsertsSize", "rows travel by COPY or as arrays"),
            new Alias.Ignored("connection.stringtype", "values are encoded for the type of their column"),
            new Alias.Ignored("date.timezone", "dates are never shifted by a zone"),
            new Alias.Ignored("timestamp.precision.mode", "PostgreSQL keeps microseconds"),
            new Alias.Unsupported("table.name.normalize", SUPPORTED_LATER, NO),
            new Alias.Unsupported("collection.table.format", "write the schema into table.name.format", "${table}"),
            new Alias.Unsupported(
                    "timestamp.fields.list",
                    "a number goes into a timestamp column as timestamp.unit says, a text as PostgreSQL reads it; leave the key out"),
            new Alias.Unsupported(
                    "date.calendar.system",
                    "dates are of the proleptic Gregorian calendar, as in PostgreSQL",
                    "proleptic_gregorian"),
            new Alias.Unsupported(
                    "jdbc.credentials.provider.class",
                    NO_CLASSES,
                    "io.confluent.connect.jdbc.util.defaultjdbccredentialsprovider"),
            new Alias.Unsupported("jdbc.credentials.provider.*", NO_CLASSES),
            new Alias.Unsupported(
                    "connection.provider", NO_CLASSES, "org.hibernate.agroal.internal.agroalconnectionprovider"),
            new Alias.Unsupported("cloud.events.schema.name.pattern", SUPPORTED_LATER, ".*cloudevents\\.envelope$"),
            new Alias.Unsupported("dialect.postgres.postgis.schema", SUPPORTED_LATER, "public"),
            new Alias.Unsupported(
                    "collection.naming.strategy",
                    NAME_TABLES,
                    "io.debezium.sink.naming.defaultcollectionnamingstrategy",
                    "io.debezium.connector.jdbc.naming.defaultcollectionnamingstrategy"),
            new Alias.Unsupported(
                    "table.naming.strategy",
                    NAME_TABLES,
                    "io.debezium.connector.jdbc.naming.defaulttablenamingstrategy"),
            new Alias.Unsupported(
                    "column.naming.strategy",
                    "rename the fields by a transform",
                    "io.debezium.sink.naming.defaultcolumnnamingstrategy",
                    "io.debezium.connector.jdbc.naming.defaultcolumnnamingstrategy"));

    private Aliases() {}

    /** Refuses with a ConfigException that names every key that cannot be had. */
    public static Translation translate(Map<String, String> given) {
        AliasReader reader = new AliasReader(given);
        Translation translation = reader.read();
        Problems.refuse(reader.problems());
        return translation;
    }

    /** Which keys cannot be had, and why. */
    public static Map<String, String> problems(Map<String, String> given) {
        AliasReader reader = new AliasReader(given);
        reader.read();
        return reader.problems();
    }

    /** What becomes of each alias, by its key, for documentation. */
    public static Map<String, String> meanings() {
        Map<String, String> meanings = new TreeMap<>();
        ALL.forEach(alias -> meanings.put(alias.key(), alias.meaning()));
        meanings.put(WriteKeys.INSERT_MODE + "=" + MULTI, "read as insert.mode=insert");
        return meanings;
    }
}
