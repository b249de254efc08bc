/**
 * The steps at both ends: records enter, find their table and become rows; settlements come back and become offsets.
 * All of it lives on the task's thread, but for the Learner, which reads the catalogue on a thread of its own. Imports
 * everything below, and nothing imports it.
 */
package io.millrace;
