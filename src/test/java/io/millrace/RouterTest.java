package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.Quoting;
import io.millrace.config.RouteSettings;
import io.millrace.config.TopicMapping;
import io.millrace.encode.Change;
import io.millrace.table.TableId;
import io.millrace.write.Finding.NamedTable;
import java.math.BigDecimal;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private static final Schema META = SchemaBuilder.struct()
            .optional()
            .field("kind", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema EVENT = SchemaBuilder.struct()
            .field("tenant", Schema.OPTIONAL_STRING_SCHEMA)
            .field("shard", Schema.INT32_SCHEMA)
            .field("meta", META)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {"orders", "a.b.c", "a\"b", "cost$1", "Orders", "täß", "${field.x}", "a; DROP TABLE b", ".", " "})
    void aTopicIsATableOfThatVeryName(String topic) {
        TableId table = router("${topic}").route(on(topic));

        assertThat(table).isEqualTo(new TableId("", topic));
    }

    @Test
    void onlyADotOfTheFormatPartsSchemaFromTable() {
        assertThat(router("raw.x_${topic}").route(on("a.b.c"))).isEqualTo(new TableId("raw", "x_a.b.c"));
        assertThat(router("${topic}.events").route(on("a.b"))).isEqualTo(new TableId("a.b", "events"));
    }

    @Test
    void aTopicThatTransformsMadeDecides() {
        SinkRecord renamed = on("orders").record().newRecord("sales", 0, null, null, null, null, null);

        assertThat(router("${topic}").route(Change.of(renamed)).name()).isEqualTo("sales");
    }

    @Test
    void namesThatAreNeverQuotedAreFoldedAsPostgresFoldsThem() {
        Router router = new Router(new RouteSettings("Raw.${topic}", List.of(), Quoting.NEVER));

        assertThat(router.route(on("OrdersÄ"))).isEqualTo(new TableId("raw", "ordersÄ"));
    }

    @Test
    void fieldsOfStructsNameTables() {
        Struct event = new Struct(EVENT)
                .put("tenant", "acme.eu")
                .put("shard", 7)
                .put("meta", new Struct(META).put("kind", "click"));

        TableId table = router("${field.tenant}.${topic}_${field.meta.kind}_${field.shard}")
                .route(on("web", null, event));

        assertThat(table).isEqualTo(new TableId("acme.eu", "web_click_7"));
    }

    @Test
    void fieldsOfMapsNameTables() {
        Map<String, Object> event = Map.of("a.b", "dotted", "a", Map.of("b", "nested", "c", true));

        assertThat(router("${field.a.b}").route(on("t", null, event)).name()).isEqualTo("dotted");
        assertThat(router("${field.a.c}").route(on("t", null, event)).name()).isEqualTo("true");
    }

    @Test
    void keysNameTablesOfTombstonesToo() {
        assertThat(router("k_${key}").route(on("t", 42L, null)).name()).isEqualTo("k_42");
        assertThat(router("${key.id}").route(on("t", Map.of("id", "x"), null)).name())
                .isEqualTo("x");
        assertThat(router("${key.shard}")
                        .route(on("t", new Struct(EVENT).put("shard", 3), null))
                        .name())
                .isEqualTo("3");
    }

    @Test
    void headersAndPartitionsNameTables() {
        Change record = on("t");
        record.record().headers().addString("to", "first").addString("to", "last");

        assertThat(router("${header.to}_${partition}").route(record).name()).isEqualTo("last_3");
    }

    @Test
    void decimalsNameTablesInPlainDigits() {
        Map<String, Object> event = Map.of("n", new BigDecimal("1E+3"));

        assertThat(router("${field.n}").route(on("t", null, event)).name()).isEqualTo("1000");
    }

    @Test
    void theSameNameIsTheSameInstance() {
        Router fixed = router("${topic}");
        Router routed = router("${field.n}");
        TableId b = routed.route(on("t", null, Map.of("n", "b")));
        TableId a = routed.route(on("t", null, Map.of("n", "a")));

        assertThat(fixed.route(on(new String("orders")))).isSameAs(fixed.route(on("orders")));
        assertThat(routed.route(on("other", null, Map.of("n", new String("b")))))
                .isSameAs(b);
        assertThat(routed.route(on("t", null, Map.of("n", "a")))).isSameAs(a);
    }

    @Test
    void manyMoreNamesThanAreRememberedStillRoute() {
        Router router = router("${key}");

        for (int i = 0; i < 25_000; i++) {
            assertThat(router.route(on("t", i, null)).name()).isEqualTo(Integer.toString(i));
        }
    }

    @Test
    void mappingsAreTriedInOrderBeforeTheFormat() {
        Router router = mapping(
                new TopicMapping(Pattern.compile("orders"), "sales.orders"),
                new TopicMapping(Pattern.compile("(\\w+)\\.(.*)"), "$1.all_$2"),
                new TopicMapping(Pattern.compile("eu.*"), "never"));

        assertThat(router.route(on("orders"))).isEqualTo(new TableId("sales", "orders"));
        assertThat(router.route(on("eu.clicks.v1"))).isEqualTo(new TableId("eu", "all_clicks.v1"));
        assertThat(router.route(on("orders_2"))).isEqualTo(new TableId("", "by_format"));
    }

    @Test
    void aDollarWithoutAGroupIsPartOfTheName() {
        Router router = mapping(
                new TopicMapping(Pattern.compile("costs", Pattern.LITERAL), "cost$1"),
                new TopicMapping(Pattern.compile("(a)|(b)\\$"), "x$1\\$"));

        assertThat(router.route(on("costs")).name()).isEqualTo("cost$1");
        assertThat(router.route(on("b$")).name()).isEqualTo("x\\$");
    }

    @Test
    void onlyTablesThatNothingOfTheRecordNamesAreNamedOutright() {
        Router router = new Router(new RouteSettings(
                "raw.all",
                List.of(
                        new TopicMapping(Pattern.compile("orders"), "sales.cost$1"),
                        new TopicMapping(Pattern.compile("(\\w+)_v1"), "$1.events"),
                        new TopicMapping(Pattern.compile("(\\w+)_v2"), "events")),
                Quoting.ALWAYS));

        assertThat(router.namedTables())
                .containsExactly(
                        new NamedTable(new TableId("raw", "all"), "table.name.format"),
                        new NamedTable(new TableId("sales", "cost$1"), "topics.to.tables.mapping"),
                        new NamedTable(new TableId("", "events"), "topics.to.tables.mapping"));
        assertThat(router("${topic}").namedTables()).isEmpty();
    }

    @Test
    void aMappingWithACatalogIsRefused() {
        assertThatThrownBy(() -> mapping(new TopicMapping(Pattern.compile("t"), "db.s.t")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("topics.to.tables.mapping: \"db.s.t\" is neither a table nor a schema and a table with one"
                        + " dot between them");
    }

    @Test
    void aMissingHeaderIsRefused() {
        refused("${header.to}", on("t"), "${header.to} of table.name.format is missing or null");
    }

    @Test
    void nullAndMissingFieldsAreRefused() {
        Map<String, Object> event = new HashMap<>();
        event.put("a", null);
        Struct struct = new Struct(EVENT).put("shard", 1);

        refused("${field.a}", on("t", null, event), "${field.a} of table.name.format is missing or null");
        refused("${field.b.c}", on("t", null, event), "${field.b.c} of table.name.format is missing or null");
        refused("${field.x}", on("t", null, struct), "${field.x} of table.name.format is missing or null");
        refused("${field.a}", on("t", null, "text"), "${field.a} of table.name.format is missing or null");
        refused("${key.a}", on("t", "text", null), "${key.a} of table.name.format is missing or null");
    }

    @Test
    void aTombstoneHasNoFieldToNameATable() {
        refused(
                "${field.a}",
                on("t", "k", null),
                "${field.a} of table.name.format is missing, since a tombstone has no fields: where records"
                        + " are deleted, name the table by ${topic}, ${partition}, ${header.NAME} or ${key.NAME}");
    }

    @Test
    void onlyTextNumbersAndBooleansNameTables() {
        String rest = ", and only text, numbers and booleans can name a table";

        refused("${key}", on("t", new Date(0), null), "${key} of table.name.format is of type Date" + rest);
        refused("${key}", on("t", new byte[] {1}, null), "${key} of table.name.format is of type byte[]" + rest);
    }

    @Test
    void anEmptyNameIsRefused() {
        refused("${key}", on("t", "", null), "table.name.format ${key} gives an empty table name");
        refused("${key}.t", on("t", "", null), "table.name.format ${key}.t gives an empty schema name");
    }

    @Test
    void aNameWithZeroIsRefusedWithoutTheName() {
        refused(
                "${key}",
                on("t", "se\0cret", null),
                "table.name.format ${key} gives a table name with U+0000, which PostgreSQL allows in no name");
    }

    @Test
    void aRefusalDoesNotSpoilTheNextRecord() {
        Router router = router("${field.a}_${field.b}");
        router.route(on("t", null, Map.of("a", "1", "b", "2")));
        assertThatThrownBy(() -> router.route(on("t", null, Map.of("a", "9")))).isInstanceOf(DataException.class);

        TableId table = router.route(on("t", null, Map.of("a", "9", "b", "2")));

        assertThat(table.name()).isEqualTo("9_2");
    }

    private static void refused(String format, Change record, String message) {
        assertThatThrownBy(() -> router(format).route(record))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    private static Router router(String format) {
        return new Router(new RouteSettings(format, List.of(), Quoting.ALWAYS));
    }

    private static Router mapping(TopicMapping... mappings) {
        return new Router(new RouteSettings("by_format", List.of(mappings), Quoting.ALWAYS));
    }

    private static Change on(String topic) {
        return on(topic, null, null);
    }

    private static Change on(String topic, Object key, Object value) {
        return Change.of(new SinkRecord(topic, 3, null, key, null, value, 1841, 0L, TimestampType.CREATE_TIME));
    }
}
