package io.millrace;

import io.millrace.config.EncodeSettings;
import io.millrace.config.InsertMode;
import io.millrace.config.PkMode;
import io.millrace.config.SinkConfig;
import io.millrace.config.UnknownFields;
import io.millrace.config.WriteSettings;
import io.millrace.encode.Drafts;
import io.millrace.encode.PlanSettings;
import io.millrace.encode.RowPlans;
import io.millrace.table.Column;
import io.millrace.table.ColumnMatcher;
import io.millrace.table.ColumnSets;
import io.millrace.table.Destination;
import io.millrace.table.NamedColumns;
import io.millrace.write.RowTarget;
import io.millrace.write.WriteRule;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the route to a table that was learned. Stateless, on the task thread. */
final class RouteMaker {
    private static final Logger log = LoggerFactory.getLogger(RouteMaker.class);

    private final SinkConfig config;

    RouteMaker(SinkConfig config) {
        this.config = config;
    }

    Route make(String topic, Destination destination) {
        WriteSettings write = config.write();
        InsertMode mode = write.mode();
        ColumnMatcher names =
                new ColumnMatcher(destination.shape(), config.routes().quoting());
        Column version = names.find(write.updates().newer());
        Optional<String> fault = whyUnfit(version, destination);
        if (fault.isPresent()) {
            return Route.closed(fault.get());
        }
        RowTarget target = RowTarget.of(
                destination,
                WriteRule.of(mode, write.updates(), version),
                config.keys().deletes(),
                config.lanes().ordering());
        Placement placement = Placement.of(target, config.lanes());
        RowPlans plans = new RowPlans(
                new ColumnSets(destination),
                field -> Optional.ofNullable(names.find(field)),
                new PlanSettings(write, config.keys(), encoding(destination), config.changes(), config.fields()));
        log.info(
                "Topic {} goes to table {}: {}, {}, {}",
                topic,
                destination,
                mode.name().toLowerCase(Locale.ROOT),
                key(destination),
                placement);
        warnOfUniqueIndex(mode, destination);
        return Route.to(target, plans, placement);
    }

    /** Keys of a topic's coordinates meet nothing but themselves. */
    private void warnOfUniqueIndex(InsertMode mode, Destination destination) {
        boolean isUnique = !destination.shape().uniqueIndexes().isEmpty();
        if (mode == InsertMode.INSERT && isUnique && config.keys().mode() != PkMode.KAFKA) {
            log.warn(
                    "Table {} has a unique index, and insert.mode=insert: a record whose row is there already counts as"
                            + " written where all its columns are equal, as after a crash, and is a bad record (23505)"
                            + " where one differs or the role lacks SELECT. insert.mode=upsert or ignore takes both",
                    destination);
        }
    }

    /** A table that was created for values without a schema has one column for them, beside its key's. */
    private EncodeSettings encoding(Destination destination) {
        EncodeSettings settings = config.encode();
        boolean isForSchemaless = config.evolution().creates()
                && !settings.shape().keepsValueWhole()
                && settings.shape().unknown() != UnknownFields.STORE
                && Drafts.isForSchemaless(destination, config.fields().metadata());
        return isForSchemaless
                ? new EncodeSettings(settings.zone(), settings.shape().schemalessInto(Drafts.VALUE_COLUMN))
                : settings;
    }

    private Optional<String> whyUnfit(Column version, Destination destination) {
        String newer = config.write().updates().newer();
        if (newer.isEmpty()) {
            return Optional.empty();
        }
        return version == null
                ? Optional.of("upsert.when.newer=" + newer + " names no column of " + destination)
                : NamedColumns.whyNoVersion(version, destination.shape(), destination.key());
    }

    private static String key(Destination destination) {
        return destination.isKeyed()
                ? "key "
                        + destination.key().stream()
                                .map(column -> column.name())
                                .toList()
                : "no key";
    }
}
