package io.millrace.bench;

/** The record of ten fields that goes the whole way, as JSON. Stateless. */
final class Event {
    static final String TABLE = "CREATE TABLE events (id bigint PRIMARY KEY, device int, site text, at timestamptz,"
            + " temperature double precision, humidity double precision, price numeric, count int, ok boolean,"
            + " note text)";

    private static final long START_SECONDS = 1_780_000_000L;
    private static final String SCHEMA = "{\"schema\":{\"type\":\"struct\",\"name\":\"event\",\"optional\":false,"
            + "\"fields\":["
            + "{\"field\":\"id\",\"type\":\"int64\",\"optional\":false}," + field("device", "int32") + ","
            + field("site", "string") + ","
            + "{\"field\":\"at\",\"type\":\"int64\",\"optional\":true,"
            + "\"name\":\"org.apache.kafka.connect.data.Timestamp\",\"version\":1},"
            + field("temperature", "double") + "," + field("humidity", "double") + "," + field("price", "double") + ","
            + field("count", "int32") + "," + field("ok", "boolean") + "," + field("note", "string")
            + "]},\"payload\":";

    private Event() {}

    private static String field(String name, String type) {
        return "{\"field\":\"" + name + "\",\"type\":\"" + type + "\",\"optional\":true}";
    }

    /** About 200 bytes. */
    static String json(long id) {
        long mixed = Fields.mix(id);
        return "{\"id\":" + id + ",\"device\":" + Fields.device(id) + ",\"site\":\"plant-" + (mixed >>> 60)
                // Whole seconds, as at the task level.
                + "/hall-3\",\"at\":" + (START_SECONDS + id) * 1000
                + ",\"temperature\":" + (mixed >>> 52) / 100.0
                + ",\"humidity\":" + (mixed >>> 54) / 16.0
                + ",\"price\":" + (mixed >>> 44) / 100.0
                + ",\"count\":" + (mixed >>> 56)
                + ",\"ok\":" + (mixed > 0)
                + ",\"note\":\"" + Fields.letters(id, 36) + "\"}";
    }

    /** The same with its schema before it, as JsonConverter wants it: four times as long. */
    static String jsonWithSchema(long id) {
        return SCHEMA + json(id) + "}";
    }

    /** What the table holds once so many have come through. */
    static Content of(int records) {
        long devices = 0;
        for (int id = 0; id < records; id++) {
            devices += Fields.device(id);
        }
        return new Content(records, records * (records - 1L) / 2, devices);
    }
}
