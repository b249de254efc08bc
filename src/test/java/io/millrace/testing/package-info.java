/**
 * What the tests stand on: real servers, builders and byte assertions. Used from any test's thread. May import every
 * package of ours.
 */
package io.millrace.testing;
