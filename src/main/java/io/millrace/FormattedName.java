package io.millrace;

import io.millrace.config.RouteSettings;
import io.millrace.config.TableFormat;
import io.millrace.config.TableFormat.Part;
import io.millrace.config.TableFormat.Placeholder;
import io.millrace.config.TableFormat.Text;
import io.millrace.encode.Change;
import io.millrace.table.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table that the format names for a record. Remembers the last texts and a bounded number of names, so that
 * records which come in runs cost a comparison, and those of some thousand tables a look-up. Confined to the task
 * thread.
 */
final class FormattedName {
    private static final int NAMES = 10_000;

    private final RouteName names;
    private final List<Part> schema;
    private final List<Part> name;
    private final PlaceholderText[] placeholders;
    private final String[] texts;
    private final Map<TableId, TableId> known = new HashMap<>();
    private TableId last;

    FormattedName(TableFormat format, RouteSettings settings) {
        this.names = new RouteName("table.name.format " + settings.format(), settings.quoting());
        this.schema = format.schema();
        this.name = format.name();
        List<Part> parts = new ArrayList<>(schema);
        parts.addAll(name);
        this.placeholders = parts.stream()
                .filter(Placeholder.class::isInstance)
                .map(part -> new PlaceholderText((Placeholder) part))
                .toArray(PlaceholderText[]::new);
        this.texts = new String[placeholders.length];
    }

    /** The one table of a format without placeholders. */
    Optional<TableId> onlyTable() {
        return placeholders.length == 0 ? Optional.of(named()) : Optional.empty();
    }

    TableId of(Change change) {
        read(change);
        if (last == null) {
            last = remembered(named());
        }
        return last;
    }

    private void read(Change change) {
        for (int i = 0; i < texts.length; i++) {
            String text = placeholders[i].of(change);
            if (!text.equals(texts[i])) {
                texts[i] = text;
                last = null;
            }
        }
    }

    private TableId named() {
        StringBuilder text = new StringBuilder();
        int next = append(schema, 0, text);
        int dot = text.length();
        append(name, next, text);
        return schema.isEmpty() ? names.of(text.toString()) : names.of(text.substring(0, dot), text.substring(dot));
    }

    private int append(List<Part> parts, int firstText, StringBuilder out) {
        int next = firstText;
        for (Part part : parts) {
            out.append(part instanceof Text it ? it.text() : texts[next++]);
        }
        return next;
    }

    private TableId remembered(TableId table) {
        if (known.size() >= NAMES) {
            known.clear();
        }
        TableId earlier = known.putIfAbsent(table, table);
        return earlier == null ? table : earlier;
    }
}
