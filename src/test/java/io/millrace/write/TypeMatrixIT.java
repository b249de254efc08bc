package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.InsertMode;
import io.millrace.config.WriteMethod;
import io.millrace.testing.DocumentedPairs;
import io.millrace.testing.DocumentedPairs.Pair;
import io.millrace.testing.MatrixSource;
import io.millrace.testing.MatrixSources;
import io.millrace.testing.Sample;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.ValueCase;
import io.millrace.testing.ValueCases;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of {@code src/docs/types.md}, pair by pair: what it says can be written comes back by every way of writing
 * as PostgreSQL shows the same literal, what PostgreSQL refuses is refused here, and so is what stands in no row.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypeMatrixIT {
    private static final Map<String, String> SPECIAL_DDL =
            Map.of("varchar", "varchar(400)", "char", "char(400)", "bit", "bit(9)", "enum", "mood", "other", "note");

    private static final Map<String, MatrixSource> SOURCES = MatrixSources.all();

    private static final List<ValueCase> CAST = ValueCases.cast();

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

    static List<Pair> documented() throws IOException {
        return DocumentedPairs.read().stream()
                .filter(pair -> !pair.source().equals("STRING"))
                // One table after the other, each made once.
                .sorted(Comparator.comparing(TypeMatrixIT::ddlOf).thenComparing(Pair::source))
                .toList();
    }

    static List<Pair> undocumented() throws IOException {
        Set<Pair> known = DocumentedPairs.read();
        Set<String> targets = new HashSet<>();
        known.forEach(pair -> targets.add(pair.target()));
        targets.add("money");
        List<Pair> missing = new ArrayList<>();
        for (String source : SOURCES.keySet()) {
            targets.stream()
                    .sorted()
                    .map(target -> new Pair(source, target))
                    .filter(pair -> !known.contains(pair))
                    .forEach(missing::add);
        }
        missing.sort(Comparator.comparing(TypeMatrixIT::ddlOf).thenComparing(Pair::source));
        return missing;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documented")
    void whatTheTableSaysIsWritten(Pair pair) throws SQLException {
        MatrixSource source = SOURCES.get(pair.source());
        table.create(ddlOf(pair));
        List<String> expected = new ArrayList<>();
        List<Object> accepted = new ArrayList<>();
        for (Sample sample : source.samples()) {
            String shown = table.shows(sample.literal(pair.target()));
            if (shown == null) {
                assertThatThrownBy(() -> table.encode(source.schema(), sample.value()))
                        .as(sample.toString())
                        .isInstanceOf(DataException.class);
            } else {
                expected.add(shown);
                accepted.add(sample.value());
            }
        }
        expected.add(null);
        accepted.add(null);

        assertThat(expected).as("a pair that holds nothing").hasSizeGreaterThan(1);
        assertThat(table.written(InsertMode.INSERT, WriteMethod.COPY, source.schema(), accepted))
                .isEqualTo(expected);
        assertThat(table.written(InsertMode.UPSERT, WriteMethod.COPY, source.schema(), accepted))
                .isEqualTo(expected);
        assertThat(table.written(InsertMode.UPSERT, WriteMethod.UNNEST, source.schema(), accepted))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("undocumented")
    void whatTheTableDoesNotSayIsRefused(Pair pair) throws SQLException {
        MatrixSource source = SOURCES.get(pair.source());
        table.create(ddlOf(pair));

        for (Sample sample : source.samples()) {
            assertThatThrownBy(() -> table.encode(source.schema(), sample.value()))
                    .as(sample.toString())
                    .isInstanceOf(DataException.class);
        }
    }

    static List<String> targetsOfText() throws IOException {
        return DocumentedPairs.read().stream()
                .filter(pair -> pair.source().equals("STRING"))
                .map(Pair::target)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("targetsOfText")
    void textIsWrittenAsPostgresReadsIt(String target) throws SQLException {
        int cases = 0;
        for (ValueCase text : texts()) {
            boolean isCast = target.equals("other") && CAST.contains(text);
            if (isCast || table.isOf(text.type(), ddl(target))) {
                cases++;
                table.create(text.type());
                List<Object> values = new ArrayList<>(List.of(text.value()));
                values.add(null);
                String literal = "'" + ((String) text.value()).replace("'", "''") + "'";
                List<String> expected = new ArrayList<>(List.of(table.shows(literal)));
                expected.add(null);
                for (WriteMethod method : List.of(WriteMethod.COPY, WriteMethod.UNNEST)) {
                    for (InsertMode mode : List.of(InsertMode.INSERT, InsertMode.UPSERT)) {
                        assertThat(table.written(mode, method, Schema.OPTIONAL_STRING_SCHEMA, values))
                                .as(text.toString())
                                .isEqualTo(expected);
                    }
                }
            }
        }
        assertThat(cases).as("cases of text for " + target).isPositive();
    }

    private static List<ValueCase> texts() {
        List<ValueCase> texts = new ArrayList<>(ValueCases.all());
        texts.addAll(CAST);
        texts.removeIf(each -> !(each.value() instanceof String));
        return texts;
    }

    private static String ddlOf(Pair pair) {
        boolean isSingleBit = pair.source().equals("BOOLEAN") && pair.target().equals("bit");
        return isSingleBit ? "bit(1)" : ddl(pair.target());
    }

    private static String ddl(String target) {
        return SPECIAL_DDL.getOrDefault(target, target);
    }
}
