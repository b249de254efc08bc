/**
 * The step that remembers: which records of which partition are accepted, and which of them are settled. The ledger
 * lives on the task thread; claims travel with their batch and belong to whoever holds it. Imports nothing of ours.
 */
package io.millrace.ack;
