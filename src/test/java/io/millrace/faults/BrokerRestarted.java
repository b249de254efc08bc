package io.millrace.faults;

import io.millrace.testing.KafkaServer;
import java.util.function.Consumer;

/** The only broker goes away and comes back. */
final class BrokerRestarted implements Fault {
    private final Consumer<KafkaServer> end;

    private BrokerRestarted(Consumer<KafkaServer> end) {
        this.end = end;
    }

    static BrokerRestarted inPeace() {
        return new BrokerRestarted(KafkaServer::stop);
    }

    static BrokerRestarted killed() {
        return new BrokerRestarted(KafkaServer::kill9);
    }

    @Override
    public void strike(Scene scene, Moment moment) {
        end.accept(scene.site().broker());
    }

    @Override
    public void heal(Scene scene) {
        scene.site().broker().startAgain();
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.inFlight() > 0;
    }
}
