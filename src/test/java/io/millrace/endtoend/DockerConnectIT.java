package io.millrace.endtoend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;

/** The scenarios on the official images, where a Docker daemon answers. */
@EnabledIf(value = "dockerAnswers", disabledReason = DockerConnectIT.SKIPPED)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerConnectIT extends ConnectScenarios {
    static final String SKIPPED = "skipped: no Docker daemon answers, so the official images were not tried";

    private DockerStack stack;

    @BeforeAll
    void start() {
        stack = DockerStack.start();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Override
    Stack stack() {
        return stack;
    }

    static boolean dockerAnswers() {
        boolean answers = DockerClientFactory.instance().isDockerAvailable();
        if (!answers) {
            // Aloud: a report that merely counts a skipped test is read by nobody.
            System.out.println("DockerConnectIT " + SKIPPED);
        }
        return answers;
    }
}
