package io.millrace.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The producer: in order, each record once, through any restart of the broker. One thread at a time. */
final class Ink implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final KafkaProducer<String, String> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Ink(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("linger.ms", "5");
        settings.put("delivery.timeout.ms", "300000");
        settings.put("max.block.ms", "300000");
        producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    void send(String topic, String key, String value) {
        producer.send(new ProducerRecord<>(topic, key, value), (written, thrown) -> {
            if (thrown != null) {
                failure.compareAndSet(null, thrown);
            }
        });
    }

    /** Waits until all is in the topics: from then on the judge may count on it. */
    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("a record did not get into its topic", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
