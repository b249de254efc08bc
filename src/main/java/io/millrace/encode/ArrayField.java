package io.millrace.encode;

/**
 * Writes one array column's field from elements as they come, be it out of a List or out of a parser: the outermost
 * list is between begin and end, lists within it between open and close. Confined to the task thread; good for one field
 * after another, whether the one before came to its end or was refused.
 */
interface ArrayField {
    void begin(RowBuffer out);

    void open();

    /** An element of the innermost open list; null for a null one. */
    void element(Object value);

    void close();

    void end();
}
