package io.millrace.encode;

import io.millrace.config.PkMode;
import io.millrace.table.Column;
import io.millrace.table.Destination;
import java.util.ArrayList;
import java.util.List;

/** Makes the plans for values and keys that are JSON texts; they share one parser. Confined to the task thread. */
final class JsonPlanner {
    private final Destination destination;
    private final RowColumns rows;
    private final Encoders encoders;
    private final Unavailable unavailable;
    private final JsonTokens tokens = new JsonTokens();

    JsonPlanner(RowColumns rows, Encoders encoders, Unavailable unavailable) {
        this.destination = rows.destination();
        this.rows = rows;
        this.encoders = encoders;
        this.unavailable = unavailable;
    }

    /** The key fields are those that other parts of the record bring. */
    JsonPlan plan(PkMode mode, KeyFields key) {
        boolean bringsKey = mode == PkMode.RECORD_VALUE;
        List<JsonField> columns = new ArrayList<>(bringsKey ? keyFields() : List.of());
        for (Column column : destination.shape().columns()) {
            if (!rows.isLeftOut(column)) {
                columns.add(field(column, JsonField.Part.OTHER));
            }
        }
        JsonFields fields = new JsonFields(columns, this::slotOf);
        JsonRow row = new JsonRow(fields, rest(fields), JsonGaps.in(fields, rows, unavailable));
        return new JsonPlan(tokens, bringsKey ? KeyFields.none() : key, row, new JsonColumns(fields, rows));
    }

    JsonKey key() {
        return key(destination.key().size() == 1 ? JsonKey.Source.KEY_OR_ITS_TEXT : JsonKey.Source.KEY);
    }

    /** Of rows whose other fields are not looked at. */
    JsonKey keyOfRow() {
        return key(JsonKey.Source.ROW);
    }

    private JsonKey key(JsonKey.Source source) {
        JsonFields fields = new JsonFields(keyFields(), this::keySlotOf);
        return new JsonKey(tokens, new JsonRow(fields, JsonRest.passedOver(), JsonGaps.none(fields)), source);
    }

    private List<JsonField> keyFields() {
        JsonField.Part part = destination.nullsEqual() ? JsonField.Part.OTHER : JsonField.Part.KEY;
        List<JsonField> fields = new ArrayList<>();
        destination.key().forEach(column -> fields.add(field(column, part)));
        return fields;
    }

    private JsonField field(Column column, JsonField.Part part) {
        return new JsonField(new ColumnField(column, encoders.find(DateSource.INSTANT, column)), part);
    }

    JsonCompleteness completeness(Column document) {
        return new JsonCompleteness(unavailable, rows, document, tokens);
    }

    private JsonRest rest(JsonFields fields) {
        return rows.store()
                .map(column -> JsonRest.storedIn(fields.slotOf(column), fields, completeness(column)))
                .orElseGet(JsonRest::passedOver);
    }

    private int slotOf(String name, JsonFields fields) {
        if (rows.passesOver(name)) {
            return JsonFields.LEFT_OUT;
        }
        return rows.find(name).map(fields::slotOf).orElse(JsonFields.UNKNOWN);
    }

    /** A key may have more fields than the row's key has columns. */
    private int keySlotOf(String name, JsonFields fields) {
        return rows.named(name).map(fields::slotOf).orElse(JsonFields.LEFT_OUT);
    }
}
