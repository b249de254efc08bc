package io.millrace;

import io.millrace.config.Quoting;
import io.millrace.config.SinkConfig;
import io.millrace.table.Partitions;
import io.millrace.write.BatchWriter;
import io.millrace.write.Connections;
import io.millrace.write.IsolatingWriter;
import io.millrace.write.OffsetStore;
import io.millrace.write.OnRefusal;
import io.millrace.write.PartitionKeeper;
import io.millrace.write.PartitioningWriter;
import io.millrace.write.PostgresBatchWriter;
import io.millrace.write.Promise;
import io.millrace.write.RowlessWriter;
import io.millrace.write.TableLook;
import io.millrace.write.Unplaced;
import io.millrace.write.WatchfulWriter;
import java.time.Clock;

/** Makes each lane the writer that the settings ask for. Immutable; the writers are their lanes'. */
record LaneWriters(SinkConfig config, Connections connections, OffsetStore store, OnRefusal onRefusal) {
    BatchWriter make() {
        Promise promise = Promise.of(config.delivery(), store);
        PostgresBatchWriter writer =
                PostgresBatchWriter.of(connections, config.connection(), config.write(), promise, System::nanoTime);
        TableLook look = new TableLook(Learner.reader(config, connections, Quoting.ALWAYS));
        BatchWriter watchful = new WatchfulWriter(writer, look, System::nanoTime);
        BatchWriter isolating = new IsolatingWriter(watchful, writer, onRefusal, unplaced());
        BatchWriter ofRows =
                config.create().partitions().isOn() ? new PartitioningWriter(isolating, keeper()) : isolating;
        return new RowlessWriter(ofRows, watchful);
    }

    private Unplaced unplaced() {
        return new Unplaced(new Partitions(config.create()), Clock.systemUTC());
    }

    PartitionKeeper keeper() {
        Partitions partitions = new Partitions(config.create());
        return new PartitionKeeper(connections, partitions, Learner.updates(config), Clock.systemUTC());
    }
}
