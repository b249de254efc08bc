package io.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.testing.Await;
import io.millrace.testing.ConnectCluster;
import io.millrace.testing.KafkaJars;
import io.millrace.testing.KafkaServer;
import io.millrace.testing.Target;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.Topics;
import io.millrace.testing.WorkerRest;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The files of {@code config/} do what their README says: worker, connectors, tables, and a role with no more rights. */
@ExtendWith(SharedBroker.class)
class ShippedConfigIT {
    private static final Path CONFIG = Target.directory().resolveSibling("config");
    private static final String ORDERS = "shop.public.orders";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The worker commits offsets every ten seconds. */
    private static final Duration DRAINED = Duration.ofSeconds(60);

    @Test
    void shippedConnectorsRunOnTheShippedWorkerAsTheShippedRole(KafkaServer broker) throws Exception {
        TestDatabase database = TestDatabase.fresh();
        database.execute(Files.readString(CONFIG.resolve("tables.sql")), Files.readString(CONFIG.resolve("role.sql")));

        try (ConnectCluster cluster = shippedWorker(broker);
                Topics topics = Topics.at(broker.bootstrapServers())) {
            topics.create("readings", 2);
            topics.create("device_events", 2);
            topics.create(ORDERS, 1);
            WorkerRest rest = cluster.addWorker().rest();
            String append = create(rest, "append.json", database);
            String upsert = create(rest, "upsert.json", database);
            String changes = create(rest, "debezium.json", database);
            produce(broker);
            awaitNoLag(topics, append, "readings");
            awaitNoLag(topics, upsert, "device_events");
            awaitNoLag(topics, changes, ORDERS);
        }

        assertThat(database.ask("SELECT count(*) FROM readings WHERE temperature = 20.5"))
                .isEqualTo("2");
        assertThat(database.ask("SELECT string_agg(id || ' ' || status || ' ' || version, ', ') FROM device_events"))
                .isEqualTo("1 warm 2");
        assertThat(database.ask("SELECT string_agg(concat_ws(' ', id, customer, total), ', ') FROM orders"))
                .isEqualTo("2 b 9.90");
    }

    private static ConnectCluster shippedWorker(KafkaServer broker) throws IOException {
        ConnectCluster cluster = ConnectCluster.beside(broker, KafkaJars.current(), Target.fresh("shipped"));
        Properties shipped = new Properties();
        try (Reader in = Files.newBufferedReader(CONFIG.resolve("connect-distributed.properties"))) {
            shipped.load(in);
        }
        shipped.forEach((key, value) -> cluster.with((String) key, (String) value));
        return cluster.with("bootstrap.servers", broker.bootstrapServers())
                .with("plugin.path", Target.pluginPath().toString());
    }

    private static String create(WorkerRest rest, String file, TestDatabase database) throws IOException {
        JsonNode shipped = JSON.readTree(CONFIG.resolve(file).toFile());
        Map<String, String> config =
                JSON.convertValue(shipped.get("config"), new TypeReference<Map<String, String>>() {});
        config.put("connection.url", database.jdbcUrl());
        String name = shipped.get("name").asText();
        rest.put(name, config);
        rest.awaitRunning(name, Integer.parseInt(config.get("tasks.max")));
        return name;
    }

    private static void produce(KafkaServer broker) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
        String reading = "{\"device\":\"d\",\"temperature\":20.5,\"at\":\"2026-11-21T04:00:00Z\"}";
        String event = "{\"device\":\"d\",\"temperature\":1.5,\"status\":\"%s\",\"version\":%d,"
                + "\"updated\":\"2026-11-21T04:00:00Z\"}";
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("readings", reading));
            producer.send(new ProducerRecord<>("readings", reading));
            producer.send(new ProducerRecord<>("device_events", "1", String.format(event, "ok", 1)));
            producer.send(new ProducerRecord<>("device_events", "2", String.format(event, "ok", 1)));
            producer.send(new ProducerRecord<>("device_events", "1", String.format(event, "warm", 2)));
            producer.send(new ProducerRecord<>("device_events", "2", null));
            for (String order : List.of(order(1, "a", "c"), order(2, "b", "c"), order(1, "a", "d"))) {
                producer.send(new ProducerRecord<>(ORDERS, key(order), order));
            }
        }
    }

    /** As Debezium writes it by the same converter, without the fields that are of no account here. */
    private static String order(long id, String customer, String op) {
        String row = "{'id':" + id + ",'customer':'" + customer + "','total':'9.90'}";
        String fields = "'type':'struct','optional':true,'fields':[{'field':'id','type':'int64'},"
                + "{'field':'customer','type':'string'},{'field':'total','type':'string'}]";
        String images = op.equals("d") ? "'before':" + row + ",'after':null" : "'before':null,'after':" + row;
        String event = "{'schema':{'type':'struct','name':'" + ORDERS + ".Envelope','fields':[{'field':'before',"
                + fields
                + "},{'field':'after'," + fields + "},{'field':'op','type':'string'}]},'payload':{" + images + ",'op':'"
                + op + "'}}";
        return event.replace('\'', '"');
    }

    private static String key(String order) {
        String id = order.contains("\"id\":1,") ? "1" : "2";
        String key =
                "{'schema':{'type':'struct','fields':[{'field':'id','type':'int64'}]},'payload':{'id':" + id + "}}";
        return key.replace('\'', '"');
    }

    private static void awaitNoLag(Topics topics, String connector, String topic) {
        Await.until("no lag of " + connector, DRAINED, () -> topics.lag(connector, List.of(topic)) == 0);
    }
}
