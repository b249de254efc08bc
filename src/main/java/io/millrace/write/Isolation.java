package io.millrace.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Finds out which rows of a batch the server refuses, by writing all others in one transaction. Whoever asks says how
 * that ends: committed, the batch is written; rolled back, it is only known what to leave out. Confined to a lane's
 * thread.
 *
 * <p>A failure that is no row's fault, such as a lost connection, is thrown: it says nothing of the rows.
 */
final class Isolation {
    /** What becomes of the rows that the server took. */
    enum Ending {
        COMMIT,
        /** Kept, unless some of the others may be written once what they lack has come. */
        COMMIT_UNLESS_LACKING,
        ROLLBACK;

        boolean keeps(Isolated found) {
            return this == COMMIT
                    || (this == COMMIT_UNLESS_LACKING && found.lacking().isEmpty());
        }
    }

    private final Connection connection;
    private final Staging staging;
    private final Means means;
    private final String preamble;

    /** The preamble begins each transaction; it is empty where the session keeps what it was told. */
    Isolation(Connection connection, Methods methods, Staging staging, String preamble) {
        this.preamble = preamble;
        this.connection = connection;
        this.staging = staging;
        Attempts attempts = new Attempts(connection);
        RowLoop loop = new RowLoop(connection, staging);
        this.means = new Means(methods, attempts, new Halving(attempts), loop, new StoredRows(connection));
    }

    /** The table that the last statement was about. */
    String table() {
        return means.attempts().table();
    }

    /**
     * Searches the batch.
     *
     * @param longest how many rows a statement may take: fewer where it would take too long
     */
    Isolated run(LaneBatch batch, int longest, Ending ending) throws SQLException {
        try {
            Optional<Isolated> found = attempt(batch, longest, ending, false);
            // Row by row, constraints that are deferred may refuse what they take as a whole: hence not at first.
            return found.isPresent()
                    ? found.get()
                    : attempt(batch, longest, ending, true).orElseThrow();
        } finally {
            staging.giveBack();
        }
    }

    /** Nothing where what constraints leave to the commit would fail it. */
    private Optional<Isolated> attempt(LaneBatch batch, int longest, Ending ending, boolean immediately)
            throws SQLException {
        means.loop().prepare(Search.sets(batch), means.methods().mayStage());
        connection.setAutoCommit(false);
        if (!preamble.isEmpty()) {
            means.attempts().execute(preamble);
        }
        if (immediately) {
            means.attempts().deferNothing();
        }
        Isolated found = new Search(batch, means, Pace.search(longest)).run();
        boolean holds = immediately || means.attempts().checkDeferred().isEmpty();
        if (holds && ending.keeps(found)) {
            connection.commit();
        } else {
            connection.rollback();
        }
        connection.setAutoCommit(true);
        return holds ? Optional.of(found) : Optional.empty();
    }
}
