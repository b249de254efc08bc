package io.millrace.encode;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What a record asks of its table, and the row it asks it for: what plans read in the place of the record's value.
 * The same instance serves one record after the other. Confined to the task thread.
 */
public final class Change {
    /** What is to happen. */
    public enum Kind {
        /** The row is written as the insert mode says. */
        WRITE,
        /** The row of the key is deleted. */
        DELETE,
        /** All rows of the table are. */
        TRUNCATE,
        /** The record tells of no row. */
        NOTHING
    }

    private SinkRecord record;
    private Kind kind;
    private Object image;
    private Schema schema;
    private Object before;
    private boolean marked;
    private boolean event;

    /** The change that a record without an event asks for: its value is the row. */
    public static Change of(SinkRecord record) {
        Change change = new Change();
        change.plain(record);
        return change;
    }

    /** A record without a value, a tombstone, asks for a delete, whatever its schema says. */
    void plain(SinkRecord from) {
        Object value = from.value();
        set(from, value == null ? Kind.DELETE : Kind.WRITE, value, from.valueSchema());
    }

    /** The schema is that of the image where the image does not bring its own. */
    void set(SinkRecord from, Kind what, Object row, Schema rowSchema) {
        record = from;
        kind = what;
        image = row;
        schema = schemaOf(row, rowSchema);
        before = null;
        marked = false;
        event = false;
    }

    /** That which the image brings itself. Text without one is the same to us as text with one. */
    private static Schema schemaOf(Object row, Schema otherwise) {
        if (row instanceof Struct struct) {
            return struct.schema();
        }
        return otherwise == null && JsonText.canShow(row) ? Schema.OPTIONAL_STRING_SCHEMA : otherwise;
    }

    /** Says that an event told of the row, whatever it says of it. */
    void comesFromEvent() {
        event = true;
    }

    /** Says what the row was before the change. */
    void replaces(Object former) {
        before = former;
    }

    /** Says that the image is the row that was deleted, with a field that marks it so. */
    void mark() {
        kind = Kind.DELETE;
        marked = true;
    }

    /** Takes the mark for a value like any other: the table has a column for it. */
    public void keepMarked() {
        kind = Kind.WRITE;
        marked = false;
    }

    /** The record, for its key, headers and coordinates. */
    public SinkRecord record() {
        return record;
    }

    public Kind kind() {
        return kind;
    }

    /** The row to be written, or the one that was deleted; null where the record has none, as a tombstone. */
    public Object image() {
        return image;
    }

    /** The image's schema; null where it has none. */
    public Schema schema() {
        return schema;
    }

    /** Whether a field of the image says that the row was deleted. */
    public boolean isMarked() {
        return marked;
    }

    /** Whether an event told of the row, as far as the record shows. */
    boolean isEvent() {
        return event;
    }

    /** The row as it was before it was changed; null where the record does not tell. */
    Object before() {
        return before;
    }
}
