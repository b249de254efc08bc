package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.TableFormat.Placeholder;
import io.millrace.config.TableFormat.Source;
import io.millrace.config.TableFormat.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableFormatTest {
    @Test
    void theTopicAloneIsANameWithoutASchema() {
        TableFormat format = TableFormat.parse("${topic}");

        assertThat(format.schema()).isEmpty();
        assertThat(format.name()).containsExactly(new Placeholder(Source.TOPIC, ""));
    }

    @Test
    void aDotOfTheFormatPartsSchemaFromName() {
        TableFormat format = TableFormat.parse("raw_${header.tenant}.${topic}_p${partition}");

        assertThat(format.schema()).containsExactly(new Text("raw_"), new Placeholder(Source.HEADER, "tenant"));
        assertThat(format.name())
                .containsExactly(
                        new Placeholder(Source.TOPIC, ""), new Text("_p"), new Placeholder(Source.PARTITION, ""));
    }

    @Test
    void aDotWithinAPlaceholderBelongsToItsName() {
        TableFormat format = TableFormat.parse("${field.meta.kind}${key.a.b}${key}");

        assertThat(format.schema()).isEmpty();
        assertThat(format.name())
                .containsExactly(
                        new Placeholder(Source.FIELD, "meta.kind"),
                        new Placeholder(Source.KEY, "a.b"),
                        new Placeholder(Source.KEY, ""));
    }

    @Test
    void aDollarThatOpensNothingIsText() {
        assertThat(TableFormat.parse("cost$1}").name()).containsExactly(new Text("cost$1}"));
    }

    @Test
    void aPlaceholderReadsAsItWasWritten() {
        assertThat(TableFormat.parse("${header.a b}${topic}").name())
                .extracting(Object::toString)
                .containsExactly("${header.a b}", "${topic}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${topic}", "fixed", "s.${topic}", "${topic}.${topic}_x"})
    void withoutValuesATopicHasOneTable(String format) {
        assertThat(TableFormat.parse(format).dependsOnTopicAlone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${field.a}", "${partition}", "${header.h}.t", "${key}", "${key.k}"})
    void withValuesATopicHasManyTables(String format) {
        assertThat(TableFormat.parse(format).dependsOnTopicAlone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${topics}", "${}", "${header}", "${header.}", "${field}", "${key.}", "${topic.x}", "${ topic}"})
    void anUnknownPlaceholderIsRefused(String format) {
        assertThatThrownBy(() -> TableFormat.parse(format))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"%s\" has the unknown placeholder %s: ${topic}, ${partition}, ${header.NAME},"
                                + " ${field.NAME}, ${key} and ${key.NAME} are known",
                        format, format);
    }

    @Test
    void anOpenPlaceholderIsRefused() {
        assertThatThrownBy(() -> TableFormat.parse("a.${topic"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"a.${topic\" opens a placeholder with ${ and does not close it");
    }

    @Test
    void aCatalogIsRefused() {
        assertThatThrownBy(() -> TableFormat.parse("db.public.${topic}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"db.public.${topic}\" has more than one dot outside of placeholders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".a", "a."})
    void anEmptyNameIsRefused(String format) {
        assertThatThrownBy(() -> TableFormat.parse(format))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"%s\" leaves the name of the schema or the table empty", format);
    }
}
