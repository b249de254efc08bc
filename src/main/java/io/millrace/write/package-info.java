/**
 * The step that writes: batches of encoded rows, and the statements that bring them into PostgreSQL. A batch is filled
 * on the task thread and handed over whole to the lane that writes it; what has a connection lives on a lane's thread,
 * but for the two that ask and write nothing, CatalogueReader and ServerCheck. Imports encode, table, ack and config; JDBC and pgjdbc, and Hikari in Connections alone.
 */
package io.millrace.write;
