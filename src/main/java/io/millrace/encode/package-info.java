/**
 * The step from a record to the bytes of one row: plans made once a schema, and an encoder for each pair of source and
 * column type. Everything here runs on the task thread; encoders are stateless, plans are not shared. May import
 * {@code table} and {@code config} of ours, and Connect's {@code data}.
 */
package io.millrace.encode;
