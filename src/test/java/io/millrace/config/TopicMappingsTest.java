package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicMappingsTest {
    private static final String KEY = "topics.to.tables.mapping";

    @Test
    void nothingSaidMapsNothing() {
        assertThat(TopicMappings.parse(KEY, " ")).isEmpty();
    }

    @Test
    void entriesKeepTheirOrder() {
        List<TopicMapping> mappings = TopicMappings.parse(KEY, "a.b : sales.ab ,/eu-(.*)/:europe.$1,c:d");

        assertThat(mappings).extracting(TopicMapping::table).containsExactly("sales.ab", "europe.$1", "d");
    }

    @Test
    void aTopicIsNoExpression() {
        TopicMapping mapping = TopicMappings.parse(KEY, "a.b:t").get(0);

        assertThat(mapping.topic().matcher("a.b").matches()).isTrue();
        assertThat(mapping.topic().matcher("axb").matches()).isFalse();
    }

    @Test
    void anExpressionMayHoldCommasColonsAndSlashes() {
        List<TopicMapping> mappings = TopicMappings.parse(KEY, "/a{1,2}(?:b|/)/:t,c:d");

        assertThat(mappings).extracting(TopicMapping::table).containsExactly("t", "d");
        assertThat(mappings.get(0).topic().matcher("aab").matches()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", ":t", "orders:", "//:t", "/a/", "/a:t", "a,b:t", "a:t,b"})
    void anEntryWithoutTopicOrTableIsRefused(String setting) {
        assertThatThrownBy(() -> TopicMappings.parse(KEY, setting))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(KEY + ": \"")
                .hasMessageEndingWith("\" is not topic:table or /expression/:table");
    }

    @ParameterizedTest
    @CsvSource({"a:x.y.z, x.y.z", "a:.t, .t", "a:s., s."})
    void aTableHasOneSchemaAtMost(String setting, String table) {
        assertThatThrownBy(() -> TopicMappings.parse(KEY, setting))
                .isInstanceOf(ConfigException.class)
                .hasMessage(KEY + ": \"" + table + "\" is neither table nor schema.table");
    }

    @Test
    void whatIsNoExpressionIsRefused() {
        assertThatThrownBy(() -> TopicMappings.parse(KEY, "/a(/:t"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(KEY + ": /a(/ is no regular expression: Unclosed group");
    }
}
