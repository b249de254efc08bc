package io.millrace;

import io.millrace.config.SinkConfig;
import io.millrace.config.UnknownKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sink as Connect starts it: hands its settings to its tasks. On threads of the worker. */
public final class PostgresSinkConnector extends SinkConnector {
    private static final Logger log = LoggerFactory.getLogger(PostgresSinkConnector.class);

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return PluginVersion.read();
    }

    @Override
    public ConfigDef config() {
        return SinkConfig.DEF;
    }

    /** Connect asks this of an instance that it never starts. */
    @Override
    public Config validate(Map<String, String> given) {
        return new Config(Validation.of(given));
    }

    @Override
    public void start(Map<String, String> given) {
        settings = new HashMap<>(given);
        String unknown = UnknownKeys.warning(given);
        if (!unknown.isEmpty()) {
            log.warn(unknown);
        }
    }

    @Override
    public Class<? extends Task> taskClass() {
        return PostgresSinkTask.class;
    }

    /** A task knows its number only from here. */
    @Override
    public List<Map<String, String>> taskConfigs(int most) {
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int task = 0; task < most; task++) {
            Map<String, String> copy = new HashMap<>(settings);
            copy.put(SinkConfig.TASK, Integer.toString(task));
            tasks.add(copy);
        }
        return tasks;
    }

    /**
     * Connect asks this of an instance that it may never have started, and alters the group's offsets afterwards. At
     * least once keeps no offsets of its own: the group's are the truth.
     */
    @Override
    public boolean alterOffsets(Map<String, String> given, Map<TopicPartition, Long> offsets) {
        new OffsetAlteration(SinkConfig.of(given), offsets).run();
        return true;
    }

    @Override
    public void stop() {
        settings = Map.of();
    }
}
