package io.millrace.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** What settings must agree on with each other. Lives for one check. */
final class Rules {
    private final AbstractConfig config;
    private final Map<String, List<String>> problems = new TreeMap<>();

    private Rules(AbstractConfig config) {
        this.config = config;
    }

    /** What is wrong, by the key that is concerned; nothing where all is well. */
    static Map<String, List<String>> check(AbstractConfig config) {
        Rules rules = new Rules(config);
        rules.checkKeys();
        rules.checkNullValues();
        rules.checkDeletes();
        rules.checkSizes();
        rules.checkUpdates();
        rules.checkShape();
        rules.checkDriver();
        rules.checkTimeouts();
        rules.checkErrors();
        rules.checkDurability();
        FieldKeys.problems(config).forEach(rules::add);
        EvolutionKeys.problems(config).forEach(rules::add);
        CreateKeys.problems(config).forEach(rules::add);
        return rules.problems;
    }

    private void add(String key, String problem) {
        problems.computeIfAbsent(key, none -> new ArrayList<>()).add(problem);
    }

    private boolean isGiven(String key) {
        return config.originals().containsKey(key);
    }

    private PkMode pkMode() {
        return Words.read(config, KeyKeys.PK_MODE, PkMode.class);
    }

    private InsertMode insertMode() {
        return Words.read(config, WriteKeys.INSERT_MODE, InsertMode.class);
    }

    private void checkKeys() {
        boolean needsKey = insertMode() == InsertMode.UPSERT || insertMode() == InsertMode.UPDATE;
        if (needsKey && pkMode() == PkMode.NONE) {
            add(
                    KeyKeys.PK_MODE,
                    "insert.mode=" + config.getString(WriteKeys.INSERT_MODE)
                            + " finds rows by their key, so pk.mode must say where it comes from");
        }
        int fields = config.getList(KeyKeys.PK_FIELDS).size();
        if (pkMode() == PkMode.KAFKA && fields != 0 && fields != KeyKeys.KAFKA_COLUMNS.size()) {
            add(KeyKeys.PK_FIELDS, "pk.mode=kafka needs three columns, for topic, partition and offset, or none named");
        }
        Set<String> names = new HashSet<>(config.getList(KeyKeys.PK_FIELDS));
        if (names.size() < fields || names.contains("")) {
            add(KeyKeys.PK_FIELDS, "pk.fields names a column twice, or an empty one");
        }
        if (pkMode() == PkMode.NONE && fields != 0) {
            add(KeyKeys.PK_FIELDS, "pk.fields names columns of a key, but pk.mode=none says that rows have none");
        }
    }

    private void checkNullValues() {
        String onNull = config.getString(KeyKeys.ON_NULL_VALUES).toLowerCase(Locale.ROOT);
        boolean deletes = config.getBoolean(KeyKeys.DELETE_ENABLED);
        boolean saysOtherwise = isGiven(KeyKeys.DELETE_ENABLED) && !deletes;
        if (deletes && !onNull.isEmpty() && !onNull.equals("delete")) {
            add(KeyKeys.ON_NULL_VALUES, "behavior.on.null.values=" + onNull + " contradicts delete.enabled=true");
        }
        if (saysOtherwise && onNull.equals("delete")) {
            add(KeyKeys.ON_NULL_VALUES, "behavior.on.null.values=delete contradicts delete.enabled=false");
        }
    }

    private void checkDeletes() {
        boolean enabled = config.getBoolean(KeyKeys.DELETE_ENABLED);
        boolean deletes = enabled || config.getString(KeyKeys.ON_NULL_VALUES).equalsIgnoreCase("delete");
        boolean keyOutside = pkMode() == PkMode.RECORD_KEY || pkMode() == PkMode.RECORD_HEADER;
        boolean keyInEvent = pkMode() == PkMode.RECORD_VALUE && recognisesEvents();
        if (deletes && !keyOutside && !keyInEvent) {
            String key = enabled ? KeyKeys.DELETE_ENABLED : KeyKeys.ON_NULL_VALUES;
            String setting = enabled ? "delete.enabled=true" : "behavior.on.null.values=delete";
            add(
                    key,
                    setting + " deletes by a key that a record without a value still has:"
                            + " it needs pk.mode=record_key or pk.mode=record_header");
        }
    }

    private boolean recognisesEvents() {
        return Words.read(config, ChangeKeys.EVENTS, ChangeEvents.class) == ChangeEvents.AUTO;
    }

    private void checkSizes() {
        if (config.getLong(LaneKeys.MAX_BYTES) > config.getLong(FlowKeys.BUFFER_BYTES)) {
            add(LaneKeys.MAX_BYTES, "batch.bytes is more than buffer.memory.bytes, so a batch could never fill up");
        }
        boolean longestIsSaid = isGiven(RetryKeys.MAX_BACKOFF);
        if (longestIsSaid && config.getLong(RetryKeys.BACKOFF) > config.getLong(RetryKeys.MAX_BACKOFF)) {
            add(RetryKeys.BACKOFF, "retry.backoff.ms is more than retry.backoff.max.ms");
        }
    }

    private void checkUpdates() {
        if (config.getBoolean(WriteKeys.SKIP_UNCHANGED) && insertMode() != InsertMode.UPSERT) {
            add(WriteKeys.SKIP_UNCHANGED, "upsert.skip.unchanged=true has a meaning for insert.mode=upsert alone");
        }
        boolean updates = insertMode() == InsertMode.UPSERT || insertMode() == InsertMode.UPDATE;
        if (config.getBoolean(WriteKeys.KEEP_EXISTING) && !updates) {
            add(
                    WriteKeys.KEEP_EXISTING,
                    "nulls.keep.existing=true has a meaning for insert.mode=upsert and update alone");
        }
        if (!config.getString(WriteKeys.NEWER).isEmpty() && !updates) {
            add(WriteKeys.NEWER, "upsert.when.newer has a meaning for insert.mode=upsert and update alone");
        }
        checkVersion(config.getString(WriteKeys.NEWER));
    }

    /** Names that differ in case may be two columns, which the table tells. */
    private void checkVersion(String newer) {
        List<String> given = config.getList(KeyKeys.PK_FIELDS);
        boolean isKafka = given.isEmpty() && pkMode() == PkMode.KAFKA;
        List<String> key = isKafka ? KeyKeys.KAFKA_COLUMNS : given;
        if (key.contains(newer) && !newer.isEmpty()) {
            add(
                    WriteKeys.NEWER,
                    "upsert.when.newer=" + newer + " names a column of the key (" + String.join(", ", key)
                            + "), which is the same in all records of a key, so that none is ever newer: name a column"
                            + " outside of the key");
        }
    }

    private void checkShape() {
        ShapeSettings shape = ShapeKeys.read(config);
        boolean stores = shape.unknown() == UnknownFields.STORE;
        if (stores && shape.storeColumn().isEmpty()) {
            add(ShapeKeys.STORE_COLUMN, "unknown.fields=store needs store.column to name the column that takes them");
        }
        if (shape.keepsValueWhole() && stores) {
            add(ShapeKeys.VALUE_COLUMN, "value.column keeps the value whole, so unknown.fields=store finds no fields");
        }
        if (shape.keepsValueWhole() && pkMode() == PkMode.RECORD_VALUE) {
            add(ShapeKeys.VALUE_COLUMN, "value.column keeps the value whole, so pk.mode=record_value finds no fields");
        }
    }

    private void checkDriver() {
        for (String key : DriverProperties.given(config.originalsStrings())) {
            try {
                String name = key.substring(DriverProperties.PREFIX.length());
                DriverProperties.check(key, name);
                DriverProperties.checkValue(key, name, config.originalsStrings().get(key));
            } catch (ConfigException e) {
                add(key, e.getMessage());
            }
        }
    }

    private void checkTimeouts() {
        try {
            boolean isBelow = config.getLong(ConnectionKeys.STATEMENT_TIMEOUT) < SocketTimeout.of(config);
            if (isGiven(ConnectionKeys.STATEMENT_TIMEOUT) && !isBelow) {
                add(
                        ConnectionKeys.STATEMENT_TIMEOUT,
                        "connection.statement.timeout.ms must be below the socket's time-out, connection.socketTimeout"
                                + " (in seconds, 120 by default): the server has to end a statement before we stop listening");
            }
        } catch (NumberFormatException e) {
            add(SocketTimeout.KEY, "connection.socketTimeout is in whole seconds");
        }
    }

    private void checkErrors() {
        ErrorSettings errors = ErrorSettings.read(config.originalsStrings());
        if (errors.tolerance() == ErrorTolerance.ALL && !errors.reports()) {
            add(
                    ErrorSettings.TOLERANCE,
                    "errors.tolerance=all without a dead letter queue would lose records that cannot be written, with"
                            + " nothing said of them: set " + ErrorSettings.DEAD_LETTER_QUEUE + ", or at least "
                            + ErrorSettings.LOG + "=true");
        }
    }

    private void checkDurability() {
        boolean defers = Words.read(config, DeliveryKeys.DURABILITY, Durability.class) == Durability.DEFERRED;
        boolean shares = Words.read(config, ConnectionKeys.POOLER, Pooling.class) == Pooling.TRANSACTION;
        if (defers && shares) {
            add(
                    DeliveryKeys.DURABILITY,
                    "durability=deferred needs connections of its own, which connection.pooler=transaction says that there"
                            + " are not: set durability=commit, or connect past the pooler");
        }
    }
}
