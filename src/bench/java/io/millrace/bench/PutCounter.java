package io.millrace.bench;

import java.io.IOException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Counts records that the worker has handed to a task, by Connect's own metric. One thread. */
final class PutCounter implements Counter {
    private final JMXConnector line;
    private final ObjectName task;

    PutCounter(BenchWorker worker, String connector) throws IOException, JMException {
        line = JMXConnectorFactory.connect(new JMXServiceURL(worker.jmxUrl()));
        task = new ObjectName("kafka.connect:type=sink-task-metrics,connector=" + connector + ",task=0");
    }

    @Override
    public boolean mayHave(int records) throws IOException, JMException {
        return exactly() >= records;
    }

    @Override
    public long exactly() throws IOException, JMException {
        try {
            Object sent = line.getMBeanServerConnection().getAttribute(task, "sink-record-send-total");
            return ((Number) sent).longValue();
        } catch (InstanceNotFoundException e) {
            // The task has not begun yet.
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
