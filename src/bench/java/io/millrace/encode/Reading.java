package io.millrace.encode;

import io.millrace.config.ChangeEvents;
import io.millrace.config.ChangeSettings;
import io.millrace.config.EncodeSettings;
import io.millrace.config.InsertMode;
import io.millrace.config.KeySettings;
import io.millrace.config.NullValues;
import io.millrace.config.PkMode;
import io.millrace.config.UpdateSettings;
import io.millrace.config.WriteMethod;
import io.millrace.config.WriteSettings;
import io.millrace.table.ColumnMatcher;
import io.millrace.table.ColumnSets;
import io.millrace.table.Destination;
import io.millrace.table.TypeKind;
import io.millrace.testing.TableBuilder;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A sensor's reading, the record of ten fields that the shapes are compared by. Stateless. */
final class Reading {
    private static final ChangeSettings CHANGES =
            new ChangeSettings(ChangeEvents.AUTO, false, "__debezium_unavailable_value");
    static final String TOPIC = "readings";

    static final String JSON = "{\"id\":1234567890123,\"device\":\"sensor-0042\",\"site\":\"plant-7/hall-3\","
            + "\"at\":1795255200123,\"temperature\":21.57,\"humidity\":48.125,\"price\":1249.95,\"count\":731,"
            + "\"ok\":true,\"note\":\"filter changed, next check due in May\"}";

    static final String WITH_SCHEMA =
            "{\"schema\":{\"type\":\"struct\",\"name\":\"reading\",\"optional\":false,\"fields\":["
                    + field("id", "int64") + "," + field("device", "string") + "," + field("site", "string") + ","
                    + "{\"field\":\"at\",\"type\":\"int64\",\"optional\":true,"
                    + "\"name\":\"org.apache.kafka.connect.data.Timestamp\",\"version\":1},"
                    + field("temperature", "double") + "," + field("humidity", "double") + ","
                    + field("price", "double") + ","
                    + field("count", "int32") + "," + field("ok", "boolean") + "," + field("note", "string")
                    + "]},\"payload\":"
                    + JSON + "}";

    private Reading() {}

    private static String field(String name, String type) {
        return "{\"field\":\"" + name + "\",\"type\":\"" + type + "\",\"optional\":true}";
    }

    static Destination table() {
        return TableBuilder.aTable(TOPIC)
                .with("id", TypeKind.INT8)
                .with("device", TypeKind.TEXT)
                .with("site", TypeKind.TEXT)
                .with("at", TypeKind.TIMESTAMPTZ)
                .with("temperature", TypeKind.FLOAT8)
                .with("humidity", TypeKind.FLOAT8)
                .with("price", TypeKind.NUMERIC)
                .with("count", TypeKind.INT4)
                .with("ok", TypeKind.BOOL)
                .with("note", TypeKind.TEXT)
                .keyedBy("id");
    }

    static ChangeReader changes() {
        return new ChangeReader(CHANGES);
    }

    static RowPlans plans() {
        Destination table = table();
        ColumnMatcher names = TableBuilder.matcher(table);
        return new RowPlans(
                new ColumnSets(table),
                field -> Optional.ofNullable(names.find(field)),
                new PlanSettings(
                        new WriteSettings(InsertMode.UPSERT, WriteMethod.AUTO, UpdateSettings.PLAIN),
                        new KeySettings(PkMode.RECORD_VALUE, List.of("id"), false, NullValues.IGNORE),
                        new EncodeSettings(ZoneOffset.UTC),
                        CHANGES));
    }
}
