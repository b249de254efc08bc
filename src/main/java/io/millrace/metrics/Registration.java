package io.millrace.metrics;

import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task's bean under its name in an MBean server. Opened and closed by the task's thread, and by the thread of
 * whatever task takes the name over.
 *
 * <p>Connect may start a task while its cancelled predecessor still runs, in this plugin's class loader or in
 * another. The newcomer takes the name. The server tells the predecessor's bean that it went (see {@link
 * TaskBean#postDeregister}), so that its late close leaves the newcomer alone. The server is the one object that two
 * class loaders share, therefore its monitor makes "is it mine, then remove it" one step.
 */
final class Registration implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Registration.class);

    private final MBeanServer server;
    private final TaskBean bean;

    private Registration(MBeanServer server, TaskBean bean) {
        this.server = server;
        this.bean = bean;
    }

    /** Whatever goes wrong is logged: metrics never fail a task. */
    static Registration of(TaskBean bean, String connector, int task, MBeanServer server) {
        try {
            takeOver(server, bean, nameOf(connector, task));
        } catch (JMException | RuntimeException e) {
            log.warn("Task {} of connector {} shows no metrics: its MBean cannot be registered", task, connector, e);
        }
        return new Registration(server, bean);
    }

    @Override
    public void close() {
        try {
            synchronized (server) {
                Optional<ObjectName> mine = bean.name();
                if (mine.isPresent()) {
                    server.unregisterMBean(mine.get());
                }
            }
        } catch (JMException | RuntimeException e) {
            log.warn("An MBean of a sink task cannot be unregistered", e);
        }
    }

    static ObjectName nameOf(String connector, int task) throws JMException {
        return new ObjectName("io.millrace:type=sink-task,connector=" + valueOf(connector) + ",task=" + task);
    }

    private static void takeOver(MBeanServer server, TaskBean bean, ObjectName name) throws JMException {
        synchronized (server) {
            if (server.isRegistered(name)) {
                log.warn("The MBean {} of a task that has not ended yet gives way to that of a new one", name);
                server.unregisterMBean(name);
            }
            server.registerMBean(bean, name);
        }
    }

    /** Most names need no quotes, and look better without them in a console and in exporter rules. */
    private static String valueOf(String connector) {
        boolean isPlain = !connector.isEmpty() && connector.chars().noneMatch(c -> ",=:\"*?\n".indexOf(c) >= 0);
        return isPlain ? connector : ObjectName.quote(connector);
    }
}
