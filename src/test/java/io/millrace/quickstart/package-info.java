/**
 * {@code mvn -Pquickstart}: the plugin at work beside real servers, shown on a terminal. Runs on Maven's own thread with
 * one more for the producer. Imports {@code testing}; the plugin is reached over REST and JMX only, as from outside.
 */
package io.millrace.quickstart;
