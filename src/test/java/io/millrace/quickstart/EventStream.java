package io.millrace.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Events of many devices, some of them far busier than others, at a steady pace. On a thread of its own. */
final class EventStream implements AutoCloseable {
    static final int DEVICES = 50_000;

    private static final int TICKS_PER_SECOND = 50;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final String[] STATUS = {"ok", "ok", "ok", "warm", "alarm"};
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final KafkaProducer<String, String> producer;
    private final Random random = new Random(1);
    private final long wanted;
    private final long perSecond;
    private final long[] lastVersions = new long[DEVICES];
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong produced = new AtomicLong();
    private final Thread thread;
    private volatile Exception failure;

    EventStream(String bootstrapServers, long wanted, int perSecond) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        settings.put("linger.ms", "5");
        settings.put("batch.size", "65536");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        this.wanted = wanted > 0 ? wanted : Long.MAX_VALUE;
        this.perSecond = Math.max(1, perSecond);
        this.thread = new Thread(this::produce, "quickstart-producer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Records that the broker has acknowledged. */
    long produced() {
        return produced.get();
    }

    void requireAlive() throws Exception {
        if (failure != null) {
            throw failure;
        }
    }

    /** To be asked when all is produced: how many devices have another version in the table than the last one sent. */
    long differences(long[] versions) {
        long differences = 0;
        for (int id = 0; id < DEVICES; id++) {
            differences += versions[id] == lastVersions[id] ? 0 : 1;
        }
        return differences;
    }

    private void produce() {
        try {
            produceAtRate();
        } catch (InterruptException e) {
            // Ctrl-C, while the producer waited: that is the end of the stream and no fault.
            Thread.currentThread().interrupt();
        }
    }

    private void produceAtRate() {
        long next = System.nanoTime();
        long ticks = 0;
        while (sent.get() < wanted && failure == null && !Thread.currentThread().isInterrupted()) {
            String now = Instant.now().toString();
            long due = Math.min(wanted, (++ticks * perSecond + TICKS_PER_SECOND - 1) / TICKS_PER_SECOND);
            while (sent.get() < due) {
                send(now);
            }
            next += SECOND_NANOS / TICKS_PER_SECOND;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        producer.flush();
    }

    private void send(String now) {
        int id = random.nextInt(1 + random.nextInt(DEVICES));
        long version = sent.incrementAndGet();
        String status = STATUS[random.nextInt(STATUS.length)];
        double temperature = random.nextInt(800) / 10.0;
        String json = "{\"device\":\"device-" + id + "\",\"temperature\":" + temperature + ",\"status\":\"" + status
                + "\",\"version\":" + version + ",\"updated\":\"" + now + "\"}";
        lastVersions[id] = version;
        producer.send(new ProducerRecord<>(Servers.TOPIC, Integer.toString(id), json), (metadata, error) -> {
            if (error == null) {
                produced.incrementAndGet();
            } else {
                failure = error;
            }
        });
    }

    @Override
    public void close() {
        thread.interrupt();
        producer.close(CLOSE);
    }
}
