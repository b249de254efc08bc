package io.millrace.quickstart;

import java.io.IOException;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What the connector's tasks tell over JMX; nothing where no task tells anything yet. One thread. */
final class TaskFigures implements AutoCloseable {
    private static final String TASKS = "io.millrace:type=sink-task,connector=" + Servers.CONNECTOR + ",*";

    private final JMXConnector connector;

    TaskFigures(String jmxUrl) throws IOException {
        connector = JMXConnectorFactory.connect(new JMXServiceURL(jmxUrl));
    }

    Optional<Long> recordsWritten() {
        double sum = 0;
        boolean found = false;
        try {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            for (ObjectName task : server.queryNames(new ObjectName(TASKS), null)) {
                sum += ((Number) server.getAttribute(task, "RecordsWritten")).doubleValue();
                found = true;
            }
        } catch (JMException | IOException e) {
            return Optional.empty();
        }
        return found ? Optional.of((long) sum) : Optional.empty();
    }

    /** Of the slowest task, from the record's timestamp until its row was durable; NaN when no task tells. */
    double endToEndP99Millis() {
        double slowest = Double.NaN;
        try {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            for (ObjectName task : server.queryNames(new ObjectName(TASKS), null)) {
                double millis = ((Number) server.getAttribute(task, "EndToEndMillisP99")).doubleValue();
                slowest = Double.isNaN(slowest) ? millis : Math.max(slowest, millis);
            }
        } catch (JMException | IOException e) {
            return Double.NaN;
        }
        return slowest;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
