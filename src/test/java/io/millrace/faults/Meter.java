package io.millrace.faults;

import io.millrace.testing.ConnectWorker;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.AttributeList;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Reads over JMX what the tasks of all workers at work tell. The thread that strikes. */
final class Meter implements AutoCloseable {
    private static final String[] ATTRIBUTES = {
        "StartedAt", "Retries", "RetriesResource", "BatchesRewritten", "BufferedRows"
    };

    private final Crew crew;
    private final Map<ConnectWorker, JMXConnector> lines = new ConcurrentHashMap<>();

    Meter(Crew crew) {
        this.crew = crew;
    }

    /** A worker that does not answer, since it ends or begins, tells nothing. */
    Reading read() {
        Map<String, Setbacks> setbacks = new HashMap<>();
        Map<ConnectWorker, Long> buffered = new HashMap<>();
        for (ConnectWorker worker : crew.atWork()) {
            for (Map.Entry<String, Object[]> task : tasks(worker).entrySet()) {
                Object[] values = task.getValue();
                String life = task.getKey() + " since " + values[0];
                setbacks.put(life, new Setbacks((Long) values[1], (Long) values[2], (Long) values[3]));
                buffered.merge(worker, (Long) values[4], Long::sum);
            }
        }
        return new Reading(setbacks, buffered);
    }

    private Map<String, Object[]> tasks(ConnectWorker worker) {
        Map<String, Object[]> tasks = new HashMap<>();
        try {
            MBeanServerConnection beans = line(worker).getMBeanServerConnection();
            for (ObjectName name : beans.queryNames(new ObjectName("io.millrace:type=sink-task,*"), null)) {
                AttributeList values = beans.getAttributes(name, ATTRIBUTES);
                if (values.size() == ATTRIBUTES.length) {
                    tasks.put(
                            worker.jmxUrl() + name,
                            values.asList().stream().map(it -> it.getValue()).toArray());
                }
            }
        } catch (IOException | JMException e) {
            lines.remove(worker);
        }
        return tasks;
    }

    private JMXConnector line(ConnectWorker worker) throws IOException {
        JMXConnector line = lines.get(worker);
        if (line == null) {
            line = JMXConnectorFactory.connect(new JMXServiceURL(worker.jmxUrl()));
            lines.put(worker, line);
        }
        return line;
    }

    @Override
    public void close() {
        for (JMXConnector line : lines.values()) {
            try {
                line.close();
            } catch (IOException e) {
                // Its worker is gone, and the line with it.
                continue;
            }
        }
    }
}
