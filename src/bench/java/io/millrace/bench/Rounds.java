package io.millrace.bench;

/** Runs of one workload by turns, each from the same tables, and each checked by what it left in them. One thread. */
final class Rounds {
    private final BenchServer server;
    private final Tables tables;
    private final Checksums checksums = new Checksums();

    Rounds(BenchServer server) {
        this.server = server;
        this.tables = new Tables(server);
    }

    Measurement run(Contender contender, Dataset data) throws Exception {
        tables.make(data.workload());
        System.gc();
        Measurement measured = contender.run(data);
        check(contender, data);
        return measured;
    }

    /** Against what was produced, and all columns against whoever wrote the same rows before. */
    private void check(Contender contender, Dataset data) throws Exception {
        Spread spread = data.workload().spread();
        String content = server.ask(Content.query(spread));
        String expected = Content.after(data.workload()).toString();
        if (!content.equals(expected)) {
            throw new IllegalStateException(data.workload().name() + ": " + contender.name() + " left " + content
                    + ", but what was produced is " + expected);
        }
        String who = data.workload().name() + ": " + contender.name();
        checksums.compare(who, data.records().size(), server.ask(Content.checksumQuery(spread)));
    }
}
