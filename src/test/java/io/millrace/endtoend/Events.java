package io.millrace.endtoend;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Produces JSON, and remembers what a keyed table must hold afterwards: the last version of each key. One thread. */
final class Events implements AutoCloseable {
    /** One record in so many is a tombstone. */
    private static final int TOMBSTONE_EVERY = 8;

    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final KafkaProducer<String, String> producer;
    private final Map<Integer, Integer> expected = new TreeMap<>();

    Events(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        settings.put("linger.ms", "5");
        producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /** Rows without a key: {@code seq} from {@code first} on, one each. */
    void append(String topic, int first, int count) {
        for (int seq = first; seq < first + count; seq++) {
            producer.send(new ProducerRecord<>(topic, "{\"seq\":" + seq + ",\"body\":\"body " + seq + "\"}"));
        }
    }

    void appendRaw(String topic, String json) {
        producer.send(new ProducerRecord<>(topic, json));
    }

    void upsert(String topic, int id, int version) {
        String json = "{\"version\":" + version + ",\"note\":\"" + note(version) + "\"}";
        producer.send(new ProducerRecord<>(topic, Integer.toString(id), json));
        expected.put(id, version);
    }

    void delete(String topic, int id) {
        producer.send(new ProducerRecord<>(topic, Integer.toString(id), null));
        expected.remove(id);
    }

    /** Writes and tombstones of a few hot keys and many cold ones; the versions count up from {@code firstVersion}. */
    void churn(String topic, Random random, int keys, int firstVersion, int count) {
        for (int version = firstVersion; version < firstVersion + count; version++) {
            int id = random.nextInt(1 + random.nextInt(keys));
            if (random.nextInt(TOMBSTONE_EVERY) == 0) {
                delete(topic, id);
            } else {
                upsert(topic, id, version);
            }
        }
    }

    void flush() {
        producer.flush();
    }

    Map<Integer, Integer> expected() {
        return expected;
    }

    static String note(int version) {
        return "version " + version;
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
