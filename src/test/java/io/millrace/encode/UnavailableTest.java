package io.millrace.encode;

import static io.millrace.encode.PlanFixture.aRecord;
import static io.millrace.encode.PlanFixture.json;
import static io.millrace.encode.PlanFixture.plansOf;
import static io.millrace.testing.BytesAssert.bytes;
import static io.millrace.testing.TableBuilder.aTable;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InsertMode;
import io.millrace.config.PkMode;
import io.millrace.config.ShapeSettings;
import io.millrace.config.UnknownFields;
import io.millrace.table.Destination;
import io.millrace.table.TypeKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnavailableTest {
    private static final String WORDS = "__debezium_unavailable_value";
    private static final byte[] BYTES = WORDS.getBytes(StandardCharsets.UTF_8);
    private static final Schema DOCUMENT = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("body", Schema.OPTIONAL_STRING_SCHEMA)
            .field("title", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private final Destination documents = aTable("documents")
            .with("id", TypeKind.INT8)
            .with("title", TypeKind.TEXT)
            .with("body", TypeKind.JSONB)
            .keyedBy("id");

    static List<Object> forms() {
        List<Object> ints = new ArrayList<>();
        List<Object> longs = new ArrayList<>();
        for (byte code : BYTES) {
            ints.add((int) code);
            longs.add((long) code);
        }
        return List.of(
                WORDS,
                BYTES,
                ByteBuffer.wrap(BYTES),
                Base64.getEncoder().encodeToString(BYTES),
                "{\"" + WORDS + "\":\"" + WORDS + "\"}",
                List.of(WORDS),
                List.of(BYTES),
                ints,
                longs,
                Map.of(WORDS, WORDS));
    }

    static List<Object> others() {
        return List.of(
                "",
                WORDS + " ",
                "(unavailable)",
                new byte[0],
                ByteBuffer.wrap(new byte[BYTES.length]),
                List.of(),
                List.of(WORDS, WORDS),
                List.of(List.of(WORDS)),
                new ArrayList<>(Collections.nCopies(BYTES.length, 95)),
                Map.of(),
                Map.of(WORDS, "x"),
                5L,
                true);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void eachFormIsKnown(Object form) {
        assertThat(new Unavailable(WORDS).is(form)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherValuesAreValues(Object value) {
        assertThat(new Unavailable(WORDS).is(value)).isFalse();
    }

    @Test
    void withoutWordsEveryValueIsOne() {
        assertThat(new Unavailable("").mayBeIn(documents.shape().columns().get(1)))
                .isFalse();
    }

    @Test
    void theColumnOfAStructIsLeftOutOfTheRow() {
        PlanFixture plans = plansOf(documents, PkMode.RECORD_VALUE, "id");

        plans.write(document("(unavailable)", "t"));
        assertThat(plans.names()).containsExactly("id", "title");
        plans.write(document("{}", "t"));
        assertThat(plans.names()).containsExactly("id", "title", "body");
        plans.write(document("(unavailable)", "(unavailable)"));
        assertThat(plans.names()).containsExactly("id");
        plans.write(document("{}", "(unavailable)"));
        assertThat(plans.names()).containsExactly("id", "body");
    }

    @Test
    void theRowOfAStructThatLacksAValueIsThatWithoutIt() {
        PlanFixture plans = plansOf(documents, PkMode.RECORD_VALUE, "id");
        byte[] without = bytes(plans.write(aRecord(null, Map.of("id", 7L, "title", "t"))));

        assertThat(bytes(plans.write(document("(unavailable)", "t")))).isEqualTo(without);
    }

    @Test
    void theColumnOfAMapIsLeftOutOfTheRow() {
        PlanFixture plans = plansOf(documents, PkMode.RECORD_VALUE, "id");

        plans.write(aRecord(null, Map.of("id", 7L, "title", "t", "body", "(unavailable)")));

        assertThat(plans.names()).containsExactly("id", "title");
    }

    @ParameterizedTest
    @EnumSource(names = {"INSERT", "IGNORE"})
    void aNewRowCannotBeHadWithoutTheValue(InsertMode mode) {
        PlanFixture plans = plansOf(documents, mode, PkMode.RECORD_VALUE, "id");
        String message = "column \"body\" of public.documents: the event's source did not have the value"
                + " (unavailable.value.placeholder), which only insert.mode=upsert and update can leave as it is";

        plans.refuses(document("(unavailable)", "t"), message);
        plans.refuses(aRecord(null, Map.of("id", 7L, "body", "(unavailable)")), message);
    }

    @ParameterizedTest
    @EnumSource(names = {"INSERT", "UPSERT"})
    void aDocumentCannotBeHadWithoutOneOfItsValues(InsertMode mode) {
        Destination whole = aTable("documents")
                .with("id", TypeKind.INT8)
                .with("doc", TypeKind.JSONB)
                .keyedBy("id");
        PlanFixture plans = plansOf(whole, mode, new ShapeSettings(UnknownFields.FAIL, "", "doc"), PkMode.RECORD_KEY);
        String text = "{\"op\":\"u\",\"source\":{},\"after\":{\"id\":7,\"title\":\"t\",\"body\":%s}}";

        plans.refuses(aRecord(7L, Map.of("id", 7L, "body", "(unavailable)")), refusal("doc"));
        plans.refuses(aRecord(null, 7L, DOCUMENT, document("(unavailable)", "t").value()), refusal("doc"));
        plans.refuses(json(7L, text.formatted("\"(unavailable)\"")), refusal("doc"));
        plans.refuses(json(7L, text.formatted("[\"(unavailable)\"]")), refusal("doc"));
        plans.write(json(7L, text.formatted("{\"in\":\"(unavailable)\"}")));
    }

    @Test
    void whatIsStoredTogetherCannotBeHadWithoutOneOfItsValues() {
        Destination storing = aTable("documents")
                .with("id", TypeKind.INT8)
                .with("rest", TypeKind.JSONB)
                .keyedBy("id");
        ShapeSettings shape = new ShapeSettings(UnknownFields.STORE, "rest", "");
        PlanFixture plans = plansOf(storing, shape, PkMode.RECORD_VALUE, "id");

        plans.refuses(aRecord(null, Map.of("id", 7L, "body", "(unavailable)")), refusal("rest"));
        plans.refuses(document("(unavailable)", "t"), "column \"rest\": " + refusal("rest"));
        plans.refuses(json("{\"id\":7,\"title\":\"t\",\"body\":\"(unavailable)\"}"), refusal("rest"));
        plans.write(json("{\"id\":7,\"title\":\"t\",\"body\":\"(there)\"}"));
    }

    @Test
    void aTextThatNoEventToldOfIsNotLookedThrough() {
        Destination whole = aTable("documents")
                .with("id", TypeKind.INT8)
                .with("doc", TypeKind.JSONB)
                .keyedBy("id");
        PlanFixture plans = plansOf(whole, new ShapeSettings(UnknownFields.FAIL, "", "doc"), PkMode.RECORD_KEY);

        plans.write(json(7L, "{\"body\":\"(unavailable)\"}"));
        plans.refuses(json(7L, "{\"body\":\"(unavailable)\",\"__deleted\":\"false\"}"), refusal("doc"));
    }

    private static String refusal(String column) {
        return "the event's source did not have the value of field \"body\" (unavailable.value.placeholder), and a"
                + " document, as column \"" + column + "\" of public.documents holds, cannot keep the one that it has:"
                + " give the field a column of its own, or have the source log every value (REPLICA IDENTITY FULL)";
    }

    private static SinkRecord document(String body, String title) {
        Struct value = new Struct(DOCUMENT).put("id", 7L).put("body", body).put("title", title);
        return aRecord(null, null, DOCUMENT, value);
    }
}
