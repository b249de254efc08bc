package io.millrace.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Over how many topics, which have a table each, and partitions of a topic the records come by turns. Immutable. */
record Spread(int topics, int partitions) {
    static final Spread NONE = new Spread(1, 1);

    /** Of the record with this number. */
    TopicPartition place(int record) {
        return new TopicPartition(table(record % topics), record / topics % partitions);
    }

    int places() {
        return topics * partitions;
    }

    List<TopicPartition> all() {
        return IntStream.range(0, places()).mapToObj(this::place).toList();
    }

    /** A topic has its table's name. */
    List<String> tables() {
        return IntStream.range(0, topics).mapToObj(this::table).toList();
    }

    private String table(int topic) {
        return topics == 1 ? "bench" : "bench_" + topic;
    }
}
