package io.millrace.bench;

import io.millrace.PostgresSinkTask;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Millrace's task with the same records over and over, counting what it allocates in the last pass: by then every buffer
 * is there, and as large as it gets. Runs on the benchmark's thread.
 */
final class Steady implements Contender {
    private static final int PASSES = 4;

    private final Millrace millrace;
    private final Gauge gauge;

    Steady(Millrace millrace, Gauge gauge) {
        this.millrace = millrace;
        this.gauge = gauge;
    }

    @Override
    public String name() {
        return "steady";
    }

    @Override
    public Measurement run(Dataset data) throws Exception {
        Workload workload = data.workload();
        try (Drive drive = Drive.start(
                new PostgresSinkTask(),
                millrace.settings(workload),
                workload.spread().all())) {
            List<List<SinkRecord>> passes = new ArrayList<>();
            for (int pass = 0; pass < PASSES; pass++) {
                passes.add(later(data.records(), (long) pass * data.records().size()));
            }
            List<SinkRecord> last = passes.get(PASSES - 1);
            drive.expect(last);
            Cost start = gauge.begin();
            // Without a pause between them: what is in flight stays as much as it is.
            passes.subList(0, PASSES - 1).forEach(pass -> drive.deliver(pass, Millrace.POLL));
            long before = Gauge.allocatedBytes();
            drive.deliver(last, Millrace.POLL);
            double bytes = (double) (Gauge.allocatedBytes() - before) / last.size();
            drive.awaitDurable();
            return drive.measured(PASSES * last.size(), 0, gauge.since(start)).withSteadyBytes(bytes);
        }
    }

    /** The same, further on in their partitions. */
    private static List<SinkRecord> later(List<SinkRecord> records, long offsets) {
        List<SinkRecord> later = new ArrayList<>(records.size());
        for (SinkRecord it : records) {
            later.add(new SinkRecord(
                    it.topic(),
                    it.kafkaPartition(),
                    it.keySchema(),
                    it.key(),
                    it.valueSchema(),
                    it.value(),
                    it.kafkaOffset() + offsets));
        }
        return later;
    }
}
