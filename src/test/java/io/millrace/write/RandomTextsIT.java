package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InsertMode;
import io.millrace.config.WriteMethod;
import io.millrace.testing.RandomSeed;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.ValueCase;
import io.millrace.testing.ValueCases;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts with random faults: what we and the server both read, we read alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomTextsIT {
    private static final int TEXTS = 150;
    private static final String MARKS = " -+:./,TZPDx019eE";

    private final RandomSeed seed = RandomSeed.given();
    private Random random;
    private MatrixTable table;

    @BeforeAll
    void open() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        database.execute(ValueCases.TYPES);
        table = new MatrixTable(database);
    }

    @AfterAll
    void close() throws SQLException {
        table.close();
    }

    /** The types with a reader of ours, each with the texts of its cases. */
    static List<String> types() {
        return ValueCases.all().stream()
                .filter(each -> each.value() instanceof String)
                .map(ValueCase::type)
                .filter(type -> !type.endsWith("]") && !type.equals("hstore"))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatBothReadIsReadAlike(String type) throws SQLException {
        random = seed.random(type);
        List<String> seeds = ValueCases.all().stream()
                .filter(each -> each.type().equals(type) && each.value() instanceof String)
                .map(each -> (String) each.value())
                .filter(text -> text.length() < 100)
                .collect(Collectors.toList());
        seeds.add("0");
        table.create(type);
        List<Object> read = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int turn = 0; turn < TEXTS; turn++) {
            String text = changed(seeds.get(random.nextInt(seeds.size())));
            String shown = reads(text) ? table.shows("'" + text.replace("'", "''") + "'") : null;
            if (shown != null) {
                read.add(text);
                expected.add(shown);
            }
        }

        assertThat(differing(
                        read,
                        expected,
                        table.written(InsertMode.UPSERT, WriteMethod.UNNEST, Schema.STRING_SCHEMA, read)))
                .as("%s of %d texts, %s", type, read.size(), seed)
                .isEmpty();
    }

    private static List<String> differing(List<Object> texts, List<String> expected, List<String> written) {
        assertThat(written).hasSameSizeAs(expected);
        return IntStream.range(0, texts.size())
                .filter(at -> !written.get(at).equals(expected.get(at)))
                .mapToObj(at -> "'%s' is %s to the server and %s to us"
                        .formatted(texts.get(at), expected.get(at), written.get(at)))
                .toList();
    }

    private boolean reads(String text) {
        try {
            table.encode(Schema.STRING_SCHEMA, text);
            return true;
        } catch (DataException refused) {
            return false;
        }
    }

    private String changed(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int changes = random.nextInt(3); changes >= 0 && changed.length() > 0; changes--) {
            int at = random.nextInt(changed.length());
            String pool = text + MARKS;
            char mark = pool.charAt(random.nextInt(pool.length()));
            switch (random.nextInt(3)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, mark);
                default -> changed.setCharAt(at, mark);
            }
        }
        return changed.toString();
    }
}
