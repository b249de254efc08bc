package io.millrace.faults;

/** What goes wrong on a wire. Asked by the threads of all its connections, for each piece that comes by. */
interface Mishap {
    Mishap NONE = (direction, messages) -> Passage.WHOLE;

    /** May take its time, which delays the piece. */
    Passage meets(Direction direction, Messages messages);
}
