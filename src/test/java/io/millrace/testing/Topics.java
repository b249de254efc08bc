package io.millrace.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** What an operator sees of a cluster's topics: their ends, and how far a connector's group has committed. Any thread. */
public final class Topics implements AutoCloseable {
    private static final long ANSWER_SECONDS = 20;
    private static final short ONE_REPLICA = 1;

    private final Admin admin;

    private Topics(Admin admin) {
        this.admin = admin;
    }

    public static Topics at(String bootstrapServers) {
        return new Topics(Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers)));
    }

    public void create(String topic, int partitions) {
        create(topic, partitions, Map.of());
    }

    public void create(String topic, int partitions, Map<String, String> config) {
        NewTopic wanted = new NewTopic(topic, partitions, ONE_REPLICA).configs(config);
        ask(admin.createTopics(List.of(wanted)).all());
    }

    /** Sets these of its settings while it is used. */
    public void change(String topic, Map<String, String> config) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        List<AlterConfigOp> changes = new ArrayList<>();
        config.forEach((name, value) ->
                changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
        ask(admin.incrementalAlterConfigs(Map.of(resource, changes)).all());
    }

    /** What the connector's group has committed; a partition it never committed is absent. */
    public Map<TopicPartition, Long> committed(String connector) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        ask(admin.listConsumerGroupOffsets("connect-" + connector).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> putIfPresent(committed, partition, offset));
        return committed;
    }

    public Map<TopicPartition, Long> ends(String topic) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        ask(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions()
                .forEach(it -> wanted.put(new TopicPartition(topic, it.partition()), OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        ask(admin.listOffsets(wanted).all()).forEach((partition, result) -> ends.put(partition, result.offset()));
        return ends;
    }

    /** Records of these topics that the connector's group has not committed yet. */
    public long lag(String connector, List<String> topics) {
        Map<TopicPartition, Long> committed = committed(connector);
        long lag = 0;
        for (String topic : topics) {
            for (Map.Entry<TopicPartition, Long> end : ends(topic).entrySet()) {
                lag += end.getValue() - committed.getOrDefault(end.getKey(), 0L);
            }
        }
        return lag;
    }

    /** How many members the connector's group has: one a task, once all have joined. */
    public int members(String connector) {
        String group = "connect-" + connector;
        return ask(admin.describeConsumerGroups(List.of(group)).all())
                .get(group)
                .members()
                .size();
    }

    boolean clusterAnswers() {
        return !ask(admin.describeCluster().nodes()).isEmpty();
    }

    @Override
    public void close() {
        admin.close();
    }

    private static void putIfPresent(
            Map<TopicPartition, Long> committed, TopicPartition partition, OffsetAndMetadata offset) {
        if (offset != null) {
            committed.put(partition, offset.offset());
        }
    }

    private static <T> T ask(Future<T> answer) {
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the broker", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not answer", e);
        }
    }
}
