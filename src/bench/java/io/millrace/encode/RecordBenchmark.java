package io.millrace.encode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.StringConverter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the bytes that Kafka hands over to the bytes of a row, converter included: one record of ten fields, by shape. The
 * median of samples holds on a machine that others use too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RecordBenchmark {
    private final byte[] json = Reading.JSON.getBytes(UTF_8);
    private final byte[] withSchema = Reading.WITH_SCHEMA.getBytes(UTF_8);
    private final JsonConverter schemaless = new JsonConverter();
    private final JsonConverter schemas = new JsonConverter();
    private final StringConverter strings = new StringConverter();
    private final ObjectMapper mapper = new ObjectMapper();
    private final RowPlans plans = Reading.plans();
    private final ChangeReader changes = Reading.changes();
    private final RowBuffer row = new RowBuffer(1024);

    @Setup
    public void configure() {
        schemaless.configure(Map.of("schemas.enable", "false"), false);
        schemas.configure(Map.of("schemas.enable", "true"), false);
        strings.configure(Map.of(), false);
    }

    @Benchmark
    public Object rawBytes() {
        return encoded(new SchemaAndValue(null, json));
    }

    @Benchmark
    public Object rawText() {
        return encoded(converted(strings, json));
    }

    @Benchmark
    public Object jsonConverterWithSchemas() {
        return encoded(converted(schemas, withSchema));
    }

    @Benchmark
    public Object jsonConverterWithout() {
        return encoded(converted(schemaless, json));
    }

    /** What a sink would do that parses into Jackson's tree by itself. */
    @Benchmark
    public Object jacksonTree() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : mapper.readTree(json).properties()) {
            map.put(field.getKey(), scalar(field.getValue()));
        }
        return encoded(new SchemaAndValue(null, map));
    }

    private static Object scalar(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        return node.isNumber() ? node.numberValue() : (Object) node.booleanValue();
    }

    private static SchemaAndValue converted(Converter converter, byte[] bytes) {
        return converter.toConnectData(Reading.TOPIC, bytes);
    }

    private Object encoded(SchemaAndValue value) {
        row.clear();
        SinkRecord record = new SinkRecord(Reading.TOPIC, 0, null, null, value.schema(), value.value(), 0);
        Change change = changes.read(record);
        return plans.write(change).encode(change, row);
    }
}
