package io.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    @Test
    void theNameCarriesConnectorAndTask() throws JMException {
        register("orders", 3);

        assertThat(server.isRegistered(new ObjectName("io.millrace:type=sink-task,connector=orders,task=3")))
                .isTrue();
    }

    @Test
    void theBeanIsOnThePlatformServerUntilItIsClosed() throws JMException {
        MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = Registration.nameOf("platform", 0);

        TaskMetrics metrics = TaskMetrics.register("platform", 0);
        boolean whileOpen = platform.isRegistered(name);
        metrics.close();

        assertThat(whileOpen).isTrue();
        assertThat(platform.isRegistered(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a,b",
                "a=b",
                "a*",
                "*",
                "?",
                "a:b",
                "\"a\"",
                "\"",
                "a\nb",
                "a\\b",
                "a\\",
                "a.b-c_d",
                "täß",
                "a\tb",
                "task=0,connector=x"
            })
    void anyConnectorNameGetsABeanThatGoesAgain(String connector) throws JMException {
        ObjectName name = Registration.nameOf(connector, 0);

        TaskMetrics metrics = register(connector, 0);
        boolean whileOpen = server.isRegistered(name);
        metrics.close();

        assertThat(name.isPattern()).isFalse();
        assertThat(whileOpen).isTrue();
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void namesThatLookAlikeDoNotCollide() throws JMException {
        register("a", 0).recordsReceived(1);
        register("\"a\"", 0).recordsReceived(2);
        register("a*", 0).recordsReceived(3);
        register("a\\*", 0).recordsReceived(4);
        register("a", 1).recordsReceived(5);

        assertThat(received("a", 0)).isEqualTo(1L);
        assertThat(received("\"a\"", 0)).isEqualTo(2L);
        assertThat(received("a*", 0)).isEqualTo(3L);
        assertThat(received("a\\*", 0)).isEqualTo(4L);
        assertThat(received("a", 1)).isEqualTo(5L);
    }

    @Test
    void aNewTaskTakesTheNameOfAnOldOne() throws JMException {
        register("orders", 0).recordsReceived(1);

        register("orders", 0).recordsReceived(20);

        assertThat(received("orders", 0)).isEqualTo(20L);
    }

    @Test
    void closingAnOldTaskLeavesTheNewOnesBean() throws JMException {
        TaskMetrics old = register("orders", 0);
        register("orders", 0).recordsReceived(20);

        old.close();

        assertThat(received("orders", 0)).isEqualTo(20L);
    }

    @Test
    void theNewTaskStillClosesItsOwn() throws JMException {
        TaskMetrics old = register("orders", 0);
        TaskMetrics fresh = register("orders", 0);
        old.close();

        fresh.close();

        assertThat(server.isRegistered(Registration.nameOf("orders", 0))).isFalse();
    }

    @Test
    void closingTwiceDoesNothing() {
        TaskMetrics metrics = register("orders", 0);
        metrics.close();

        assertThatCode(metrics::close).doesNotThrowAnyException();
    }

    @Test
    void aStrangersBeanOfTheNameGivesWay() throws JMException {
        server.registerMBean(new StandardMBean(() -> {}, Runnable.class), Registration.nameOf("orders", 0));

        register("orders", 0).recordsReceived(7);

        assertThat(received("orders", 0)).isEqualTo(7L);
    }

    @Test
    void aServerThatRefusesDoesNotFailTheTask() {
        TaskMetrics metrics = new TaskMetrics(null, 0, server, new ManualClock().clocks());

        metrics.recordsReceived(1);

        assertThat(server.getMBeanCount()).isEqualTo(1);
        assertThatCode(metrics::close).doesNotThrowAnyException();
    }

    private TaskMetrics register(String connector, int task) {
        return new TaskMetrics(connector, task, server, new ManualClock().clocks());
    }

    private Object received(String connector, int task) throws JMException {
        return server.getAttribute(Registration.nameOf(connector, task), "RecordsReceived");
    }
}
