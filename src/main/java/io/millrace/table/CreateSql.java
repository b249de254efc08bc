package io.millrace.table;

import io.millrace.config.Compression;
import io.millrace.config.CreateSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The statements that create a table, and those that make a partition. Stateless. */
final class CreateSql {
    private static final String FILLFACTOR = "fillfactor";
    /** Room for new versions beside the old: all updates stay in their page, and touch no index (benchmarks.md). */
    private static final String FOR_UPDATES = "90";

    private final TableId id;
    private final CreateSettings settings;

    CreateSql(TableId id, CreateSettings settings) {
        this.id = id;
        this.settings = settings;
    }

    /**
     * @param updated whether its rows are updated by their key
     * @param lz4 whether the server has it
     */
    List<String> table(TableDraft draft, boolean updated, boolean lz4) {
        List<String> statements = new ArrayList<>();
        statements.add(create(draft, updated));
        for (ColumnDraft column : draft.columns()) {
            if (column.type().isLong()) {
                compression(column, lz4).ifPresent(statements::add);
            }
        }
        return statements;
    }

    private String create(TableDraft draft, boolean updated) {
        StringBuilder sql = new StringBuilder("CREATE ");
        boolean parted = settings.partitions().isOn();
        sql.append(settings.unlogged() && !parted ? "UNLOGGED TABLE " : "TABLE ")
                .append(id.sql());
        sql.append(draft.columns().stream().map(ColumnDraft::definition).collect(Collectors.joining(", ", " (", "")));
        if (!draft.key().isEmpty()) {
            sql.append(draft.key().stream()
                    .map(ColumnDraft::sql)
                    .collect(Collectors.joining(", ", ", PRIMARY KEY (", ")")));
        }
        sql.append(')');
        if (parted) {
            return sql.append(" PARTITION BY RANGE (")
                    .append(partitionColumn())
                    .append(')')
                    .toString();
        }
        return sql.append(with(updated)).toString();
    }

    private String partitionColumn() {
        return Identifier.quote(settings.partitions().column());
    }

    private String with(boolean updated) {
        Map<String, String> parameters = new TreeMap<>(settings.storage());
        if (updated) {
            parameters.putIfAbsent(FILLFACTOR, FOR_UPDATES);
        }
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + " = " + parameter.getValue())
                        .collect(Collectors.joining(", ", " WITH (", ")"));
    }

    private Optional<String> compression(ColumnDraft column, boolean lz4) {
        Compression wanted = settings.compression();
        String alter = "ALTER TABLE " + id.sql() + " ALTER COLUMN " + column.sql();
        return switch (wanted) {
            case AUTO -> lz4 ? Optional.of(alter + " SET COMPRESSION lz4") : Optional.empty();
            case LZ4 -> Optional.of(alter + " SET COMPRESSION lz4");
            case PGLZ -> Optional.of(alter + " SET COMPRESSION pglz");
            case NONE -> Optional.of(alter + " SET STORAGE EXTERNAL");
        };
    }

    /**
     * A partition is made as a table beside and then attached, since this waits for no writer and no reader of the
     * table, as CREATE TABLE … PARTITION OF would.
     */
    List<String> partition(Slice slice, boolean updated) {
        TableId partition = new TableId(id.schema(), slice.nameIn(id.name()));
        return List.of(
                "CREATE " + (settings.unlogged() ? "UNLOGGED " : "") + "TABLE " + partition.sql() + " (LIKE " + id.sql()
                        + " INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING COMPRESSION)"
                        + with(updated),
                "ALTER TABLE " + id.sql() + " ATTACH PARTITION " + partition.sql() + " FOR VALUES FROM ('"
                        + slice.from() + "') TO ('" + slice.to() + "')");
    }
}
