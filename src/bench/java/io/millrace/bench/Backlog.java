package io.millrace.bench;

import io.millrace.testing.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of one partition that are full before a connector begins. One thread. */
record Backlog(String bootstrapServers, int records, int warmUpRecords) {
    private static final Map<String, Object> FAST =
            Map.of("linger.ms", "20", "batch.size", "262144", "acks", "1", "buffer.memory", "67108864");

    static String topic(Payload payload) {
        return payload.hasSchema() ? "schemas" : "plain";
    }

    static String warmUpTopic(Payload payload) {
        return "warm-up-" + topic(payload);
    }

    void fill() {
        for (Payload payload : new Payload[] {Payload.RAW, Payload.SCHEMAS}) {
            fill(topic(payload), payload, records);
            fill(warmUpTopic(payload), payload, warmUpRecords);
        }
    }

    private void fill(String topic, Payload payload, int count) {
        try (Topics topics = Topics.at(bootstrapServers)) {
            topics.create(topic, 1);
        }
        try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers, FAST)) {
            for (int id = 0; id < count; id++) {
                String json = payload.hasSchema() ? Event.jsonWithSchema(id) : Event.json(id);
                producer.send(new ProducerRecord<>(topic, 0, null, json.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    static KafkaProducer<byte[], byte[]> producer(String bootstrapServers, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", bootstrapServers);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
