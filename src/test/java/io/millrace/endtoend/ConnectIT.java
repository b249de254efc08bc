package io.millrace.endtoend;

import io.millrace.testing.KafkaJars;
import io.millrace.testing.KafkaServer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The scenarios on child processes, with the plugin found by its service manifest alone. */
@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectIT extends ConnectScenarios {
    private ProcessStack stack;

    @BeforeAll
    void start(KafkaServer broker) throws SQLException {
        stack = ProcessStack.beside(broker, KafkaJars.current());
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Override
    Stack stack() {
        return stack;
    }
}
