package io.millrace.faults;

import io.millrace.testing.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Numbered rows of which the server refuses some: the others must be in the table, and those in the dead letter queue.
 * Batches are written at commits only, so that reports are made there, which Connect itself does not wait for.
 */
final class DeadLetterWorkload extends Workload {
    private static final int BAD_EVERY = 97;
    private static final String ONLY_AT_COMMITS = "600000";

    private final DeadLetters letters;
    private volatile long next;
    private volatile long forgiven;

    private DeadLetterWorkload(String name, DeadLetters letters) {
        super(name, Promise.NOTHING_LOST);
        this.letters = letters;
    }

    static DeadLetterWorkload on(Site site, String tag) {
        String name = "refused_" + tag;
        return new DeadLetterWorkload(name, new DeadLetters(site.broker().bootstrapServers(), name + "_dead"));
    }

    /** The topic of its dead letters. */
    String queue() {
        return letters.topic();
    }

    @Override
    void prepare(Topics topics) {
        topics.create(queue(), 1);
    }

    @Override
    String createTable() {
        return "CREATE TABLE " + name() + " (seq bigint CHECK (seq % " + BAD_EVERY + " <> 0))";
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = super.settings();
        settings.put("insert.mode", "insert");
        settings.put("pk.mode", "none");
        settings.put("linger.ms", ONLY_AT_COMMITS);
        settings.put("errors.tolerance", "all");
        settings.put("errors.deadletterqueue.topic.name", queue());
        settings.put("errors.deadletterqueue.topic.replication.factor", "1");
        return settings;
    }

    @Override
    void produce(Ink ink, Random random, int records) {
        for (int record = 0; record < records; record++) {
            ink.send(name(), null, "{\"seq\":" + next + "}");
            next++;
        }
    }

    @Override
    void produceEverythingAnew(Ink ink) {
        // Nothing here is ever written over.
    }

    @Override
    long produced() {
        return next;
    }

    @Override
    void forgiveSoFar() {
        forgiven = next;
    }

    /** A record of before is forgiven only as a row: what was refused is in the queue, whatever became of the table. */
    @Override
    Verdict judge(Connection connection) throws SQLException {
        Set<Long> reported = letters.numbers();
        long wrong = reported.stream().filter(seq -> seq % BAD_EVERY != 0).count();
        long unreported = badBelow(next) - (reported.size() - wrong);
        String counts = "SELECT count(*), count(DISTINCT seq), count(DISTINCT seq) FILTER (WHERE seq >= " + forgiven
                + ") FROM " + name();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(counts)) {
            row.next();
            long wanted = next - forgiven - (badBelow(next) - badBelow(forgiven));
            long lost = wanted - row.getLong(3) + unreported;
            long twice = row.getLong(1) - row.getLong(2);
            List<String> examples = unreported == 0 ? List.of() : List.of(unreported + " not in the queue");
            return new Verdict(this, row.getLong(1), lost, twice, 0, wrong, examples);
        }
    }

    private static long badBelow(long seq) {
        return (seq + BAD_EVERY - 1) / BAD_EVERY;
    }
}
