package io.millrace.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Strikes a scene under load, and has it judged: load begins, the fault strikes at a random moment when rows are in
 * flight, is healed, load ends, all of it is waited for, and then the tables must be right. The thread that strikes.
 */
final class Trial implements AutoCloseable {
    private static final int MOST_DRAWS = 6;
    private static final int LONGEST_LEAD_MILLIS = 800;
    private static final Duration IN_FLIGHT = Duration.ofSeconds(10);
    private static final Duration AFTERWARDS = Duration.ofMillis(500);
    private static final long GLANCE_MILLIS = 5;

    private final Scene scene;
    private final Form form;
    private final Operator operator;
    private final Meter meter;

    Trial(Scene scene, Form form) {
        this.scene = scene;
        this.form = form;
        this.operator = new Operator(scene);
        this.meter = new Meter(scene.site().crew());
    }

    /** Strikes, again and again if need be, until it has struck in flight. */
    Account strike(Stroke stroke) throws Exception {
        Stroke drawn = stroke;
        Account account = strikeOnce(drawn);
        for (int draws = 1; !account.struck() && draws < MOST_DRAWS; draws++) {
            drawn = drawn.drawnAgain();
            account = strikeOnce(drawn);
        }
        return account;
    }

    private Account strikeOnce(Stroke stroke) throws Exception {
        Fault fault = stroke.kind().fault();
        Random random = new Random(stroke.seed());
        Load load = Load.start(scene.workloads(), scene.ink(), new Random(random.nextLong()));
        Reading before;
        try {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LEAD_MILLIS));
            before = awaitInFlight();
            strikeAndHeal(fault, new Moment(random, before));
            TimeUnit.MILLISECONDS.sleep(AFTERWARDS.toMillis());
        } finally {
            load.stop();
        }
        if (fault.toll() == Toll.ORDER) {
            scene.workloads().forEach(it -> it.produceEverythingAnew(scene.ink()));
            scene.ink().flush();
        }
        return account(stroke, fault, before);
    }

    private void strikeAndHeal(Fault fault, Moment moment) throws Exception {
        fault.strike(scene, moment);
        try {
            TimeUnit.MILLISECONDS.sleep(fault.length(form).toMillis());
        } finally {
            fault.heal(scene);
        }
    }

    /** The moment at which to strike: random, and then as soon as something is on its way. */
    private Reading awaitInFlight() throws InterruptedException {
        long deadline = System.nanoTime() + IN_FLIGHT.toNanos();
        Reading reading = meter.read();
        while (reading.bufferedByAll() == 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            reading = meter.read();
        }
        return reading;
    }

    private Account account(Stroke stroke, Fault fault, Reading before) throws InterruptedException, SQLException {
        int restarts = operator.awaitDrained(fault.toll());
        Reading after = meter.read();
        Trace trace = new Trace(before.bufferedByAll(), after.since(before), restarts);
        List<Verdict> verdicts = scene.judge();
        return new Account(stroke, fault.showsIn(trace), trace, verdicts);
    }

    @Override
    public void close() {
        meter.close();
    }
}
