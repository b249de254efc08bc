package io.millrace.table;

import io.millrace.config.Compression;
import io.millrace.config.CreateSettings;
import io.millrace.config.PartitionSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates tables that records ask for. Immutable; on the catalogue's thread, over the caller's connection. */
public final class TableMaker {
    private static final Logger log = LoggerFactory.getLogger(TableMaker.class);

    private static final String LZ4 = """
            SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'
            """;
    private static final String MISSING_TYPES = "SELECT t FROM unnest(?::text[]) t WHERE to_regtype(t) IS NULL";

    private final CreateSettings settings;
    private final Partitions partitions;
    private final boolean updated;

    /** For tables whose rows are updated by their key, or are not. */
    public TableMaker(CreateSettings settings, boolean updated) {
        this.settings = settings;
        this.partitions = new Partitions(settings);
        this.updated = updated;
    }

    /** Why this server can make no table as the settings ask; empty where it can. */
    public String whyNot(Connection connection) throws SQLException {
        boolean asks = settings.compression() == Compression.LZ4;
        return asks && !isTrue(connection, LZ4)
                ? "table.create.compression=lz4 needs a server that was built with lz4, and this one was not: leave it at"
                        + " auto, which takes pglz there, or set pglz"
                : "";
    }

    /** Why no table can be made of the draft; empty where one can. */
    public String whyNot(TableDraft draft) {
        String fault = draft.whyNot();
        return fault.isEmpty() && settings.partitions().isOn() ? whyNotParted(draft) : fault;
    }

    private String whyNotParted(TableDraft draft) {
        String column = settings.partitions().column();
        Optional<ColumnDraft> time = draft.find(column);
        String setting = "table.create.partition.by=" + column + ": ";
        if (time.isEmpty()) {
            return setting + "its records have no such field";
        } else if (!draft.key().isEmpty() && !draft.isInKey(column)) {
            return setting + "the column is not in the key; name it in pk.fields, or leave the table whole";
        }
        String fault = partitions.whyNot(time.get().type().kind());
        return fault.isEmpty() ? "" : setting + fault;
    }

    /** Creates it unless it is there by now, in a transaction of its own. */
    public void create(Connection connection, TableId id, TableDraft draft, Instant now) throws SQLException {
        try (DdlTransaction transaction = DdlTransaction.on(connection, id)) {
            if (!exists(connection, id)) {
                create(transaction, id, draft, now);
                transaction.commit();
                log.info("Table {} is created: {}", id, describe(draft));
            }
        }
    }

    private void create(DdlTransaction transaction, TableId id, TableDraft draft, Instant now) throws SQLException {
        Connection connection = transaction.connection();
        if (!isTrue(connection, "SELECT to_regnamespace(quote_ident(?)) IS NOT NULL", id.schema())) {
            transaction.run("CREATE SCHEMA IF NOT EXISTS " + Identifier.quote(id.schema()));
        }
        TableDraft known = timed(draft.map(available(connection, draft)));
        boolean lz4 = isTrue(connection, LZ4);
        transaction.run(new CreateSql(id, settings).table(known, updated, lz4));
        PartitionSettings parted = settings.partitions();
        if (parted.isOn()) {
            TypeKind kind = known.find(parted.column()).orElseThrow().type().kind();
            partitions.make(transaction, id, updated, partitions.due(now, kind));
        }
    }

    /** A row without a time would find no partition: it is refused for what it lacks. */
    private TableDraft timed(TableDraft draft) {
        String time = settings.partitions().column();
        return draft.map(column -> column.name().equals(time) ? column.required() : column);
    }

    /** Where the server lacks an extension's type, its column gets the next best. */
    static UnaryOperator<ColumnDraft> available(Connection connection, TableDraft draft) throws SQLException {
        List<String> doubtful = draft.columns().stream()
                .map(ColumnDraft::type)
                .filter(type -> !type.instead().isEmpty())
                .map(TypeDraft::sql)
                .toList();
        Set<String> missing = doubtful.isEmpty() ? Set.of() : missing(connection, doubtful);
        return column ->
                missing.contains(column.type().sql()) ? column.of(column.type().whereMissing()) : column;
    }

    private static Set<String> missing(Connection connection, List<String> types) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(MISSING_TYPES)) {
            query.setArray(1, connection.createArrayOf("text", types.toArray()));
            Set<String> missing = new HashSet<>();
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                missing.add(rows.getString(1));
            }
            return missing;
        }
    }

    private static boolean exists(Connection connection, TableId id) throws SQLException {
        return isTrue(connection, "SELECT to_regclass(?) IS NOT NULL", id.sql());
    }

    private static boolean isTrue(Connection connection, String question, String... about) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(question)) {
            for (int parameter = 0; parameter < about.length; parameter++) {
                query.setString(parameter + 1, about[parameter]);
            }
            ResultSet row = query.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }

    private static List<String> describe(TableDraft draft) {
        return draft.columns().stream()
                .map(column -> column.name() + " " + column.type().sql())
                .toList();
    }
}
