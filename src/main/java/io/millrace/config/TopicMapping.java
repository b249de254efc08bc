package io.millrace.config;

import java.util.regex.Pattern;

/** One entry of topics.to.tables.mapping: topics that match the pattern go to the table. */
public record TopicMapping(Pattern topic, String table) {}
