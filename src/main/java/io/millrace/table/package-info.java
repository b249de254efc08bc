/**
 * What PostgreSQL has: tables, columns, types and unique indexes as pg_catalog tells them, and the key and the columns
 * that a row is written by. Shapes are immutable and go wherever rows go; looking them up and choosing is the task
 * thread's. May import only {@code config} of ours, and JDBC.
 */
package io.millrace.table;
