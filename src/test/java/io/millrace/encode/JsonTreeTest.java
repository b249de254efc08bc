package io.millrace.encode;

import static io.millrace.encode.Encoding.into;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.table.TypeKind;
import io.millrace.testing.RandomDocuments;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is written is what Jackson reads, for values of random shapes. */
class JsonTreeTest {
    private static final int ROUNDS = 2000;
    private static final long SEED = 3;

    private final ObjectMapper jackson = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @Test
    void jacksonReadsTheSameTree() throws IOException {
        RandomDocuments documents = new RandomDocuments(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            Object document = documents.next();

            RowBuffer field = into(TypeKind.JSON).of(document);

            JsonNode read = jackson.readTree(field.array(), Integer.BYTES, field.intAt(0));
            assertThat(RandomDocuments.isSame(read, document))
                    .as("round " + round + " of seed " + SEED)
                    .isTrue();
        }
    }
}
