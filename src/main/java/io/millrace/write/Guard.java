package io.millrace.write;

import io.millrace.ack.Span;
import io.millrace.ack.Tenure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The first statement of a batch's transaction: it moves the stored offsets of the batch's partitions, or fails, and
 * with it the transaction. Immutable; lives on a lane's thread.
 *
 * <p>It has to fail by itself, in SQL: to look at how many rows it moved before going on would cost a round trip more,
 * and the small batches that are one execution would have to become several. It takes the logarithm of zero, of which
 * the SQLSTATE is hardly any row's; what it means is told by reading the offsets again.
 */
record Guard(OffsetTable table, List<Span> spans) {
    /** invalid_argument_for_logarithm. */
    static final String FAILED = "2201E";

    static final Guard NONE = new Guard(null, List.of());

    boolean isSet() {
        return !spans.isEmpty();
    }

    String sql() {
        return table.move();
    }

    /** Binds its parameters from this one on; gives the one after them. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        Connection connection = statement.getConnection();
        int at = first;
        bindPartitions(statement, at, spans);
        at += 2;
        Object[] epochs = spans.stream().map(span -> span.tenure().epoch()).toArray();
        statement.setArray(at++, connection.createArrayOf("int8", epochs));
        Object[] starts = spans.stream()
                .map(span -> span.start() == Tenure.NONE ? null : span.start())
                .toArray();
        statement.setArray(at++, connection.createArrayOf("int8", starts));
        Object[] ends = spans.stream().map(Span::end).toArray();
        statement.setArray(at++, connection.createArrayOf("int8", ends));
        statement.setString(at++, table.connector());
        statement.setInt(at++, spans.size());
        return at;
    }

    static void bindPartitions(PreparedStatement statement, int first, List<Span> spans) throws SQLException {
        Connection connection = statement.getConnection();
        Object[] topics = spans.stream().map(span -> span.tenure().topic()).toArray();
        Object[] partitions =
                spans.stream().map(span -> span.tenure().partition()).toArray();
        statement.setArray(first, connection.createArrayOf("text", topics));
        statement.setArray(first + 1, connection.createArrayOf("int4", partitions));
    }
}
