package io.millrace.faults;

import java.util.function.Predicate;

/** The wire loses something at the worst moment: it waits for certain messages, and strikes those. */
final class WireTrap implements Fault {
    private static final int TIMES = 6;
    private static final char COPY_DATA = 'd';
    private static final char BIND = 'B';

    private final Trap trap;

    private WireTrap(Direction direction, Predicate<Messages> bait, Passage passage) {
        this.trap = new Trap(direction, bait, passage, TIMES);
    }

    /** The connection ends amid the rows of a COPY. */
    static WireTrap cutMidCopy() {
        return new WireTrap(Direction.TO_SERVER, it -> it.carry(COPY_DATA), Passage.HALF_THEN_CUT);
    }

    /** Half a packet arrives, and then nothing, in either direction. */
    static WireTrap halfPacket() {
        return new WireTrap(
                Direction.TO_SERVER, it -> it.carry(COPY_DATA) || it.carry(BIND), Passage.HALF_THEN_SILENCE);
    }

    /** The server has committed, and nobody hears of it. */
    static WireTrap commitReplySwallowed() {
        return new WireTrap(Direction.TO_CLIENT, Messages::endCommit, Passage.NONE_THEN_CUT);
    }

    @Override
    public void strike(Scene scene, Moment moment) {
        scene.site().wire().suffer(trap);
    }

    @Override
    public void heal(Scene scene) {
        scene.site().wire().mend();
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trap.sprung() > 0 && trace.setbacks().areAny();
    }
}
