package io.millrace;

import io.millrace.config.ErrorSettings;
import io.millrace.config.ErrorTolerance;
import io.millrace.config.SinkConfig;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One task of the sink, as Connect calls it: always from one thread. */
public final class PostgresSinkTask extends SinkTask {
    private static final Logger log = LoggerFactory.getLogger(PostgresSinkTask.class);

    private Workings workings;
    private Pipeline pipeline;

    @Override
    public String version() {
        return PluginVersion.read();
    }

    @Override
    public void start(Map<String, String> settings) {
        SinkConfig config = SinkConfig.of(settings);
        log.info("Millrace {} starts: {}", version(), config.describe());
        config.notes().forEach(log::warn);
        config.advice().forEach(log::warn);
        workings = Workings.of(config, new Flow(context), reporter(config.errors()));
        pipeline = new Pipeline(workings, System::nanoTime);
        workings.start();
    }

    /**
     * Connect's reporter, where records that cannot be written are tolerated. Where they are not, reporting one would
     * put it into the dead letter queue at each of the task's lives, and fail the task besides.
     */
    private Optional<ErrantRecordReporter> reporter(ErrorSettings errors) {
        boolean tolerates = errors.tolerance() == ErrorTolerance.ALL;
        return tolerates ? Optional.ofNullable(context.errantRecordReporter()) : Optional.empty();
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        pipeline.open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        pipeline.put(records);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> consumed) {
        return pipeline.preCommit(consumed);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        pipeline.close(partitions);
    }

    /** Connect calls this even where start failed. */
    @Override
    public void stop() {
        if (workings != null) {
            workings.close();
        }
    }
}
