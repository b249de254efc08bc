package io.millrace.faults;

import io.millrace.testing.ConnectCluster;
import io.millrace.testing.KafkaJars;
import io.millrace.testing.KafkaServer;
import io.millrace.testing.Target;
import io.millrace.testing.Topics;
import io.millrace.testing.WorkerRest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * All that faults strike: a broker, workers, a wire and a database, on fresh ports and directories. The thread that
 * strikes starts and ends it.
 */
final class Site implements AutoCloseable {
    /** Not a superuser: the seats that PostgreSQL keeps free for one are the judge's. */
    static final String ROLE = "millrace";

    private final KafkaServer broker;
    private final PostgresProcess postgres;
    private final SmallDisk disk;
    private final Wire wire;
    private final Crew crew;
    private final Topics topics;

    private Site(Path plugins) throws Exception {
        disk = SmallDisk.mount();
        postgres = PostgresProcess.start();
        prepare();
        wire = Wire.to(postgres);
        broker = KafkaServer.start(Target.fresh("broker"));
        topics = Topics.at(broker.bootstrapServers());
        ConnectCluster cluster = ConnectCluster.beside(broker, KafkaJars.current(), Target.fresh("connect"));
        crew = new Crew(cluster.with("plugin.path", plugins.toString()));
    }

    /** With so many workers, and the plugin as it was packaged. */
    static Site withWorkers(int workers) throws Exception {
        return withWorkers(workers, Target.pluginPath());
    }

    static Site withWorkers(int workers, Path plugins) throws Exception {
        Site site = new Site(plugins);
        for (int worker = 0; worker < workers; worker++) {
            site.crew.hire();
        }
        return site;
    }

    private void prepare() throws Exception {
        postgres.execute("CREATE ROLE " + ROLE + " LOGIN", "GRANT CREATE, USAGE ON SCHEMA public TO " + ROLE);
        postgres.execute("CREATE TABLESPACE small LOCATION '" + disk.tables() + "'");
    }

    KafkaServer broker() {
        return broker;
    }

    PostgresProcess postgres() {
        return postgres;
    }

    SmallDisk disk() {
        return disk;
    }

    Wire wire() {
        return wire;
    }

    Crew crew() {
        return crew;
    }

    Topics topics() {
        return topics;
    }

    WorkerRest rest() {
        return crew.rest();
    }

    /** The database as workers reach it, along the wire. */
    String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + wire.port() + "/postgres?sslmode=disable";
    }

    /** A superuser's connection, past the wire. */
    Connection connect() throws SQLException {
        return postgres.connect();
    }

    @Override
    public void close() {
        crew.close();
        topics.close();
        broker.close();
        wire.close();
        postgres.close();
        disk.close();
    }
}
