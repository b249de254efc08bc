package io.millrace.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A worker's REST interface, as an operator uses it. Any thread. */
public final class WorkerRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_MILLIS = 60_000;
    private static final int FIRST_ERROR = 400;
    private static final Duration START = Duration.ofSeconds(60);

    private final URI base;

    public WorkerRest(URI base) {
        this.base = base;
    }

    public URI base() {
        return base;
    }

    /** Creates the connector, or changes it when it is there. Connect refuses a bad configuration with all its reasons. */
    public void put(String connector, Map<String, String> config) throws IOException {
        call("PUT", "/connectors/" + connector + "/config", config);
    }

    public void delete(String connector) throws IOException {
        call("DELETE", "/connectors/" + connector, null);
    }

    /** Restarts the connector with all of its tasks. */
    public void restart(String connector) throws IOException {
        call("POST", "/connectors/" + connector + "/restart?includeTasks=true", null);
    }

    public void restartTask(String connector, int task) throws IOException {
        call("POST", "/connectors/" + connector + "/tasks/" + task + "/restart", null);
    }

    public void pause(String connector) throws IOException {
        call("PUT", "/connectors/" + connector + "/pause", null);
    }

    public void resume(String connector) throws IOException {
        call("PUT", "/connectors/" + connector + "/resume", null);
    }

    /** Stops all of its tasks, so that its offsets can be altered. */
    public void stop(String connector) throws IOException {
        call("PUT", "/connectors/" + connector + "/stop", null);
    }

    /** Sets where a partition goes on. */
    public void setOffset(String connector, TopicPartition partition, long offset) throws IOException {
        Map<String, Object> place = Map.of("kafka_topic", partition.topic(), "kafka_partition", partition.partition());
        Map<String, Object> one = Map.of("partition", place, "offset", Map.of("kafka_offset", offset));
        patch("/connectors/" + connector + "/offsets", Map.of("offsets", List.of(one)));
    }

    /** The older client of the JDK, which is used for all else, knows no such method. */
    private void patch(String path, Object body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= FIRST_ERROR) {
                throw new IOException("PATCH " + path + " -> " + answer.statusCode() + " " + answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public void resetOffsets(String connector) throws IOException {
        call("DELETE", "/connectors/" + connector + "/offsets", null);
    }

    /** Restarts what of it has failed. */
    public void restartFailed(String connector) throws IOException {
        call("POST", "/connectors/" + connector + "/restart?includeTasks=true&onlyFailed=true", null);
    }

    public JsonNode get(String path) throws IOException {
        return call("GET", path, null);
    }

    public JsonNode status(String connector) throws IOException {
        return get("/connectors/" + connector + "/status");
    }

    public void awaitRunning(String connector, int tasks) {
        awaitTasks(connector, tasks, "RUNNING");
    }

    public void awaitPaused(String connector, int tasks) {
        awaitTasks(connector, tasks, "PAUSED");
    }

    public void awaitStopped(String connector) {
        Await.until(
                connector + " has stopped",
                START,
                () -> status(connector).path("connector").path("state").asText().equals("STOPPED")
                        && status(connector).path("tasks").isEmpty());
    }

    private void awaitTasks(String connector, int tasks, String state) {
        Await.until(
                connector + " has " + tasks + " tasks " + state,
                START,
                () -> countTasks(status(connector), state) == tasks,
                () -> "\n--- its status: " + describe(connector));
    }

    /** Waits for a failed task, and gives the trace that the operator sees. */
    public String awaitFailure(String connector) {
        Await.until(
                connector + " fails",
                START,
                () -> countTasks(status(connector), "FAILED") > 0,
                () -> "\n--- its status: " + describe(connector));
        return describe(connector);
    }

    public int countWorkers(String connector) throws IOException {
        return (int) status(connector).path("tasks").findValues("worker_id").stream()
                .distinct()
                .count();
    }

    private String describe(String connector) {
        try {
            JsonNode status = status(connector);
            return status.toPrettyString() + "\n" + String.join("\n", status.findValuesAsText("trace"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int countTasks(JsonNode status, String state) {
        int count = 0;
        for (JsonNode task : status.path("tasks")) {
            count += task.path("state").asText().equals(state) ? 1 : 0;
        }
        return count;
    }

    private JsonNode call(String method, String path, Object body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) base.resolve(path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(ANSWER_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        // A worker whose Jetty held a kept-alive connection of ours has been seen to hang while stopping.
        connection.setRequestProperty("Connection", "close");
        if (body != null) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            JSON.writeValue(connection.getOutputStream(), body);
        }
        if (connection.getResponseCode() >= FIRST_ERROR) {
            throw new IOException(
                    method + " " + path + " -> " + connection.getResponseCode() + " " + error(connection));
        }
        try (InputStream in = connection.getInputStream()) {
            return JSON.readTree(in);
        }
    }

    private static String error(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getErrorStream()) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
