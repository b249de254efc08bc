/**
 * The packaged plugin in real workers beside a real broker and a real PostgreSQL: what is produced is what the table
 * holds. Each test's own thread plays producer and operator. Imports {@code testing} only: the plugin is reached the way
 * its users reach it.
 */
package io.millrace.endtoend;
