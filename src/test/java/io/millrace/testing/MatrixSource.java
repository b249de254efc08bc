package io.millrace.testing;

import java.util.List;
import org.apache.kafka.connect.data.Schema;

/** A type of Connect's or Debezium's: its schema, and its least, greatest, usual and odd values. */
public record MatrixSource(Schema schema, List<Sample> samples) {}
