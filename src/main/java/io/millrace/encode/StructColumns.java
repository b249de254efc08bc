package io.millrace.encode;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** Which field of a schema fills which column, and which fields fill none. Made for one plan, on the task thread. */
final class StructColumns {
    private final Encoders encoders;
    private final Map<Column, Field> brought = new LinkedHashMap<>();
    private final List<Field> unknown = new ArrayList<>();

    private StructColumns(Encoders encoders) {
        this.encoders = encoders;
    }

    static StructColumns of(Schema value, RowColumns rows, Encoders encoders) {
        StructColumns columns = new StructColumns(encoders);
        for (Field field : value.fields()) {
            if (!rows.passesOver(field.name())) {
                rows.find(field.name())
                        .ifPresentOrElse(
                                column -> columns.bring(column, field, rows), () -> columns.unknown.add(field));
            }
        }
        return columns;
    }

    private void bring(Column column, Field field, RowColumns rows) {
        Field other = rows.isLeftOut(column) ? null : brought.put(column, field);
        if (other != null) {
            throw new DataException("fields \"" + other.name() + "\" and \"" + field.name() + "\" both mean column "
                    + column.sql() + " of " + rows.destination());
        }
    }

    StructPlan plan(RowColumns rows, KeyFields key, LackingStructs lacking, JsonCompleteness store) {
        List<Column> written = new ArrayList<>(brought.keySet());
        rows.store().ifPresent(written::add);
        ColumnSet set = rows.of(written);
        List<Column> rest = set.rest();
        Field[] fields = new Field[rest.size()];
        ColumnField[] columns = new ColumnField[rest.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = brought.get(rest.get(i));
            columns[i] = new ColumnField(rest.get(i), encoder(fields[i], rest.get(i), store));
        }
        return new StructPlan(set, key, fields, columns, lacking);
    }

    private FieldEncoder encoder(Field field, Column column, JsonCompleteness store) {
        return field == null ? new StructRest(unknown, column, encoders, store) : encoders.find(field.schema(), column);
    }
}
