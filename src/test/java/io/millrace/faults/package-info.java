/**
 * The proof of the promises: a broker, workers with the packaged plugin and a durable PostgreSQL, all of them processes
 * that can be killed, held and started again, a wire between worker and database that breaks, and a judge that compares
 * the tables with what was produced. One thread strikes and judges, one produces. Imports {@code testing} only: the
 * plugin is reached the way its users reach it.
 */
package io.millrace.faults;
