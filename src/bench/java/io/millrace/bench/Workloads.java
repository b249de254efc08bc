package io.millrace.bench;

import java.util.ArrayList;
import java.util.List;

/** The workloads of the task level. Stateless. */
final class Workloads {
    static final String INSERT_5 = "insert-5";
    static final String INSERT_10 = "insert-10";
    static final String INSERT_30 = "insert-30";
    static final String NEW_5 = "upsert-new-5";
    static final String EXISTING_5 = "upsert-existing-5";
    static final String EXISTING_10 = "upsert-existing-10";
    static final String HOT_5 = "upsert-hot-5";
    static final String DELETES_5 = "deletes-5";

    private static final Spread TWENTY_TABLES = new Spread(20, 1);

    private Workloads() {}

    /** Those that the goals speak of. */
    static List<Workload> ofGoals() {
        return List.of(
                Workload.of(INSERT_5, Shape.FIVE, 2_000_000, Arrival.INSERT),
                Workload.of(INSERT_10, Shape.TEN, 800_000, Arrival.INSERT),
                Workload.of(INSERT_30, Shape.THIRTY, 400_000, Arrival.INSERT),
                Workload.of(NEW_5, Shape.FIVE, 800_000, Arrival.NEW),
                Workload.of(EXISTING_5, Shape.FIVE, 800_000, Arrival.EXISTING),
                Workload.of(EXISTING_10, Shape.TEN, 400_000, Arrival.EXISTING),
                Workload.of(HOT_5, Shape.FIVE, 1_000_000, Arrival.HOT),
                Workload.of(DELETES_5, Shape.FIVE, 600_000, Arrival.DELETES));
    }

    /** What was asked for by name, or else those of the goals, or else all. */
    static List<Workload> chosen() {
        return all().stream()
                .filter(it -> Options.isNamed(it.name()) || (Options.wants(it.name()) && isWanted(it)))
                .map(it -> it.first(Options.scaled(it.rows())))
                .toList();
    }

    static List<String> names() {
        return all().stream().map(Workload::name).toList();
    }

    private static boolean isWanted(Workload workload) {
        return Options.full() || ofGoals().contains(workload);
    }

    private static List<Workload> all() {
        List<Workload> all = new ArrayList<>(ofGoals());
        all.add(Workload.of("insert-keyed-5", Shape.FIVE, 1_500_000, Arrival.INSERT_KEYED));
        all.add(Workload.of("insert-keyed-10", Shape.TEN, 600_000, Arrival.INSERT_KEYED));
        all.add(Workload.of("insert-keyed-30", Shape.THIRTY, 400_000, Arrival.INSERT_KEYED));
        all.add(Workload.of("insert-jsonb-10", Shape.EVENT, 500_000, Arrival.INSERT));
        all.add(Workload.of("upsert-new-10", Shape.TEN, 400_000, Arrival.NEW));
        all.add(Workload.of("upsert-new-30", Shape.THIRTY, 300_000, Arrival.NEW));
        all.add(Workload.of("upsert-new-jsonb-10", Shape.EVENT, 300_000, Arrival.NEW));
        all.add(Workload.of("upsert-existing-30", Shape.THIRTY, 300_000, Arrival.EXISTING));
        all.add(Workload.of("upsert-existing-jsonb-10", Shape.EVENT, 300_000, Arrival.EXISTING));
        all.add(Workload.of("upsert-half-5", Shape.FIVE, 800_000, Arrival.HALF));
        all.add(Workload.of("upsert-half-10", Shape.TEN, 400_000, Arrival.HALF));
        all.add(Workload.of("upsert-hot-10", Shape.TEN, 600_000, Arrival.HOT));
        all.add(Workload.of("upsert-hot-30", Shape.THIRTY, 400_000, Arrival.HOT));
        all.add(Workload.of("deletes-10", Shape.TEN, 400_000, Arrival.DELETES));
        all.add(Workload.of("versions-5", Shape.FIVE, 800_000, Arrival.VERSIONS));
        all.add(Workload.of("versions-10", Shape.TEN, 400_000, Arrival.VERSIONS));
        all.add(Workload.of("insert-20-tables", Shape.FIVE, 1_000_000, Arrival.INSERT)
                .over(TWENTY_TABLES));
        all.add(Workload.of("upsert-20-tables", Shape.FIVE, 600_000, Arrival.NEW)
                .over(TWENTY_TABLES));
        all.add(Workload.of("insert-jsonb-1k", Shape.DOCUMENT_1K, 150_000, Arrival.INSERT));
        all.add(Workload.of("upsert-jsonb-1k", Shape.DOCUMENT_1K, 150_000, Arrival.NEW));
        all.add(Workload.of("insert-jsonb-20k", Shape.DOCUMENT_20K, 10_000, Arrival.INSERT));
        all.add(Workload.of("upsert-jsonb-20k", Shape.DOCUMENT_20K, 10_000, Arrival.NEW));
        return all;
    }
}
