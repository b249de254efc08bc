package io.millrace.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class PlanCacheTest {
    private final List<Schema> planned = new ArrayList<>();
    private final PlanCache cache = new PlanCache((key, value) -> {
        planned.add(value);
        return (record, out) -> {
            throw new AssertionError("no record is encoded here, of " + value);
        };
    });

    @Test
    void aShapeIsPlannedOnce() {
        RowPlan first = cache.find(null, struct("a"));
        cache.find(null, struct("b"));

        assertThat(cache.find(null, struct("a"))).isSameAs(first);
        assertThat(planned).hasSize(2);
    }

    @Test
    void theKeysSchemaIsPartOfTheShape() {
        RowPlan one = cache.find(Schema.INT64_SCHEMA, null);

        assertThat(cache.find(Schema.STRING_SCHEMA, null)).isNotSameAs(one);
        assertThat(cache.find(Schema.INT64_SCHEMA, null)).isSameAs(one);
    }

    @Test
    void moreShapesThanItHoldsAreStillPlanned() {
        for (int i = 0; i < 2500; i++) {
            cache.find(null, struct("field" + i));
        }

        assertThat(cache.find(null, struct("field0"))).isNotNull();
        assertThat(planned).hasSizeBetween(2500, 2501);
    }

    private static Schema struct(String field) {
        return SchemaBuilder.struct().field(field, Schema.INT32_SCHEMA).build();
    }
}
