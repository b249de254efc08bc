/**
 * What the user said: keys with their documentation, the settings that come of them, and the rules between them. Read
 * once, before any thread of the task begins; every type is immutable. Imports nothing of ours; Kafka's ConfigDef.
 */
package io.millrace.config;
