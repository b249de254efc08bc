/**
 * The benchmarks behind src/docs/benchmarks.md: what the sink writes against what the server takes at best. One thread
 * drives a task in process and copies into the server by itself. May import everything; nothing imports it.
 */
package io.millrace.bench;
