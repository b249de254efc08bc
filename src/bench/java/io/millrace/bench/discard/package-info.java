/** A plugin of the benchmark's own: the ceiling that a converter puts on every sink. Imports nothing of ours. */
package io.millrace.bench.discard;
