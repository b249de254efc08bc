package io.millrace.testing;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What a task in this JVM tells over JMX. Any thread. */
public final class TaskBean {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName name;

    private TaskBean(ObjectName name) {
        this.name = name;
    }

    public static TaskBean of(String connector) {
        try {
            return new TaskBean(new ObjectName("io.millrace:type=sink-task,connector=" + connector + ",task=0"));
        } catch (JMException e) {
            throw new IllegalArgumentException("no name for a bean: " + connector, e);
        }
    }

    public boolean isRegistered() {
        return server.isRegistered(name);
    }

    public long number(String attribute) {
        return ((Number) value(attribute)).longValue();
    }

    public String text(String attribute) {
        return (String) value(attribute);
    }

    /** All that it tells. */
    public Map<String, Object> values() {
        try {
            Map<String, Object> values = new TreeMap<>();
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                values.put(attribute.getName(), value(attribute.getName()));
            }
            return values;
        } catch (JMException e) {
            throw new IllegalStateException("the bean cannot be read: " + name, e);
        }
    }

    private Object value(String attribute) {
        try {
            return server.getAttribute(name, attribute);
        } catch (JMException e) {
            throw new IllegalStateException("the bean does not tell " + attribute, e);
        }
    }
}
