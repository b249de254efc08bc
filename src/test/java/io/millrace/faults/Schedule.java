package io.millrace.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The faults of one life of a site, in their order, all from one seed. Immutable. */
record Schedule(long seed, List<Stroke> strokes) {
    /** Each kind once. */
    static Schedule ofEach(List<Kind> kinds, long seed) {
        List<Kind> shuffled = new ArrayList<>(kinds);
        Random random = new Random(seed);
        Collections.shuffle(shuffled, random);
        List<Stroke> strokes = new ArrayList<>();
        shuffled.forEach(kind -> strokes.add(new Stroke(kind, random.nextLong())));
        return new Schedule(seed, List.copyOf(strokes));
    }

    /** So many kinds, drawn with their repetitions. */
    static Schedule drawn(List<Kind> kinds, int count, long seed) {
        Random random = new Random(seed);
        List<Stroke> strokes = new ArrayList<>();
        for (int stroke = 0; stroke < count; stroke++) {
            strokes.add(new Stroke(kinds.get(random.nextInt(kinds.size())), random.nextLong()));
        }
        return new Schedule(seed, List.copyOf(strokes));
    }
}
