package io.millrace.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is in a dead letter queue by now. Any thread; each question reads all of it. */
record DeadLetters(String bootstrapServers, String topic) {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Pattern NUMBER = Pattern.compile("\"seq\":(\\d+)");

    /** The numbers of the records in it; some may be there twice, and count once. */
    Set<Long> numbers() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("auto.offset.reset", "earliest");
        Set<Long> numbers = new HashSet<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition only = new TopicPartition(topic, 0);
            consumer.assign(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            while (consumer.position(only) < end) {
                for (ConsumerRecord<String, String> letter : consumer.poll(POLL)) {
                    numbers.add(number(letter.value()));
                }
            }
        }
        return numbers;
    }

    private static long number(String json) {
        Matcher found = NUMBER.matcher(json);
        if (!found.find()) {
            throw new AssertionError("a dead letter without a number");
        }
        return Long.parseLong(found.group(1));
    }
}
