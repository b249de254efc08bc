package io.millrace;

import io.millrace.config.SinkConfig;
import io.millrace.encode.Change;
import io.millrace.encode.Drafts;
import io.millrace.table.TableDraft;
import io.millrace.write.Learned;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.DataException;

/** Has tables created that do not exist, where the settings say so. Confined to the task thread. */
final class Creation {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final boolean wanted;
    private final Drafts drafts;
    private final Learner learner;
    private final Learning learning;

    Creation(SinkConfig config, Learner learner, LongSupplier nanoTime) {
        this.wanted = config.evolution().creates();
        this.drafts = new Drafts(config);
        this.learner = learner;
        this.learning = new Learning(nanoTime, PAUSE);
    }

    boolean isWanted() {
        return wanted;
    }

    /** The table as it was made for this record, or the reason why it cannot be. */
    Learned create(Learned.Absent absent, Change change, long deadlineNanos) {
        TableDraft draft;
        try {
            draft = drafts.of(change);
        } catch (DataException e) {
            return new Learned.Unusable("it does not exist, and cannot be created: " + e.getMessage());
        }
        return learning.await(absent.id(), () -> learner.create(absent.id(), draft), deadlineNanos);
    }
}
