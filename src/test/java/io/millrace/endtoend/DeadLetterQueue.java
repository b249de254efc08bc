package io.millrace.endtoend;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topic to which a worker reports what a connector could not write. Confined to the test's thread. */
final class DeadLetterQueue implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<String, String> consumer;
    private final TopicPartition partition;

    DeadLetterQueue(String bootstrapServers, String topic) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        this.partition = new TopicPartition(topic, 0);
    }

    /** All that is there now. */
    List<ConsumerRecord<String, String>> read() {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        List<ConsumerRecord<String, String>> letters = new ArrayList<>();
        while (consumer.position(partition) < end) {
            consumer.poll(POLL).forEach(letters::add);
        }
        return letters;
    }

    /** What Connect says of a letter, such as {@code exception.message}. */
    static String header(ConsumerRecord<String, String> letter, String name) {
        Header header = letter.headers().lastHeader("__connect.errors." + name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
