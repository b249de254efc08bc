package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.core.BaseConnection;

class ColumnTypesIT {
    private TestDatabase database;

    @BeforeEach
    void openADatabase() throws SQLException {
        database = TestDatabase.fresh();
    }

    @Test
    void everyTypeWeWriteIsKnownByItsKind() throws SQLException {
        List<String> kinds = new ArrayList<>();
        for (TypeKind kind : TypeKind.values()) {
            if (kind.hasBinaryArray()) {
                kinds.add("c" + kinds.size() + " \"" + kind.array().substring(1) + "\"");
            }
        }
        TableShape shape = tableOf(String.join(", ", kinds));

        List<TypeKind> learned =
                shape.columns().stream().map(column -> column.type().kind()).toList();

        assertThat(learned).hasSize(30).doesNotContain(TypeKind.OTHER).isSorted();
    }

    @Test
    void namesAreThoseSqlReadsBackAsTheSameType() throws SQLException {
        TableShape shape =
                tableOf("a bpchar, b bit varying, c \"char\", d timestamptz(3), e numeric(10,2)[], f character(7)");

        assertThat(shape.columns().stream().map(column -> column.type().name()))
                .containsExactly(
                        "bpchar", "bit varying", "\"char\"", "timestamp with time zone", "numeric[]", "bpchar");
    }

    @Test
    void modifiersAreThoseOfTheCatalogue() throws SQLException {
        TableShape shape = tableOf("a varchar(10), b numeric(10,2), c text, d timestamp(3)");

        assertThat(shape.columns().stream().map(Column::modifier)).containsExactly(14, (10 << 16 | 2) + 4, -1, 3);
    }

    @Test
    void theArrayIsKnownToTheDriverAndToSql() throws SQLException {
        TableShape shape = tableOf("a int8, b bpchar, c timestamptz, d jsonb, e inet, f point");

        try (Connection connection = database.connect()) {
            for (Column column : shape.columns()) {
                String array = column.type().array();
                int oid = connection.unwrap(BaseConnection.class).getTypeInfo().getPGType(array);
                PreparedStatement cast = connection.prepareStatement("SELECT '{}'::" + array);

                assertThat(oid).isPositive();
                assertThat(cast.execute()).isTrue();
            }
        }
        assertThat(shape.columns().get(5).type().array()).isEqualTo("_text");
    }

    @Test
    void aDomainIsItsBaseTypeUnderItsOwnName() throws SQLException {
        database.execute(
                "CREATE SCHEMA \"My Types\"",
                "CREATE DOMAIN \"My Types\".\"Code\" AS varchar(5) NOT NULL",
                "CREATE DOMAIN outer_code AS \"My Types\".\"Code\" DEFAULT 'x'");

        Column column = tableOf("a outer_code").columns().get(0);
        Column inner = tableOf("a \"My Types\".\"Code\"").columns().get(0);

        assertThat(column.type())
                .isEqualTo(new PgType(TypeKind.VARCHAR, "public.outer_code", "_varchar", List.of(), true));
        assertThat(column.modifier()).isEqualTo(9);
        assertThat(column.nullable()).isFalse();
        assertThat(column.hasDefault()).isTrue();
        assertThat(inner.type().name()).isEqualTo("\"My Types\".\"Code\"");
        assertThat(inner.hasDefault()).isFalse();
    }

    @Test
    void anEnumHasItsLabelsInOrderAndADomainOverItToo() throws SQLException {
        database.execute(
                "CREATE SCHEMA \"a.b\"",
                "CREATE TYPE \"a.b\".\"Mo\"\"od\" AS ENUM ('sad', 'ok', 'it''s, \"fine\"')",
                "ALTER TYPE \"a.b\".\"Mo\"\"od\" ADD VALUE 'meh' BEFORE 'ok'",
                "CREATE DOMAIN feeling AS \"a.b\".\"Mo\"\"od\"");
        List<String> labels = List.of("sad", "meh", "ok", "it's, \"fine\"");

        TableShape shape = tableOf("a \"a.b\".\"Mo\"\"od\", b feeling, c \"a.b\".\"Mo\"\"od\"[]");

        assertThat(shape.columns().get(0).type())
                .isEqualTo(new PgType(TypeKind.ENUM, "\"a.b\".\"Mo\"\"od\"", "_text", labels, true));
        assertThat(shape.columns().get(1).type())
                .isEqualTo(new PgType(TypeKind.ENUM, "public.feeling", "_text", labels, true));
        assertThat(shape.columns().get(2).type()).satisfies(array -> {
            assertThat(array.kind()).isEqualTo(TypeKind.ARRAY);
            assertThat(array.name()).isEqualTo("\"a.b\".\"_Mo\"\"od\"");
            assertThat(array.element().kind()).isEqualTo(TypeKind.ENUM);
            assertThat(array.element().labels()).isEqualTo(labels);
        });
    }

    @Test
    void anArrayKnowsItsElements() throws SQLException {
        database.execute(
                "CREATE DOMAIN price AS numeric(12, 2)",
                "CREATE DOMAIN prices AS price[] CHECK (cardinality(VALUE) < 9)",
                "CREATE DOMAIN ints AS int[]",
                "CREATE EXTENSION hstore");

        TableShape shape = tableOf("a int[][], b varchar(5)[], c price[], d prices, e int4range[], f box[], g ints[],"
                + " h hstore, i hstore[], j int2vector, k numeric(4,1)[]");

        assertThat(shape.columns().stream().map(ColumnTypesIT::described))
                .containsExactly(
                        "ARRAY integer[] of INT4 integer -1",
                        "ARRAY character varying[] of VARCHAR character varying 9",
                        "ARRAY public._price of NUMERIC public.price 786438",
                        "ARRAY public.prices of NUMERIC public.price 786438",
                        "OTHER int4range[] of OTHER int4range -1",
                        "OTHER box[] of OTHER box -1",
                        "OTHER public._ints of OTHER public.ints -1",
                        "HSTORE public.hstore",
                        "OTHER public._hstore of HSTORE public.hstore -1",
                        "OTHER int2vector",
                        "ARRAY numeric[] of NUMERIC numeric 262149");
        assertThat(shape.columns().get(0).type().element().oid()).isEqualTo(23);
        assertThat(shape.columns().get(5).type().element().delimiter()).isEqualTo(';');
    }

    private static String described(Column column) {
        PgType type = column.type();
        ElementType element = type.element();
        String elements =
                element.exists() ? " of " + element.kind() + " " + element.name() + " " + element.modifier() : "";
        return type.kind() + " " + type.name() + elements;
    }

    @Test
    void aTypeCalledLikeAnOwnOneOfPostgresqlsIsNotTakenForIt() throws SQLException {
        database.execute("CREATE SCHEMA other", "CREATE TYPE other.uuid AS (a int)");

        PgType type = tableOf("a other.uuid").columns().get(0).type();

        assertThat(type).isEqualTo(new PgType(TypeKind.OTHER, "other.uuid", "_text", List.of(), false));
    }

    @Test
    void valuesThatAreEqualInSeveralFormsAreNotBytewise() throws SQLException {
        database.execute(
                "CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE EXTENSION citext");

        TableShape shape =
                tableOf("a text COLLATE blind, b text, c jsonb, d citext, e interval, f varchar COLLATE \"C\"");

        assertThat(shape.columns().stream().map(column -> column.type().bytewise()))
                .containsExactly(false, true, false, false, true, true);
    }

    @Test
    void whoMakesAValueIsKnown() throws SQLException {
        TableShape shape = tableOf("a int GENERATED ALWAYS AS IDENTITY, b int GENERATED BY DEFAULT AS IDENTITY,"
                + " c int GENERATED ALWAYS AS (e * 2) STORED, d serial, e int DEFAULT 1, f int NOT NULL");

        assertThat(shape.columns().stream().map(Column::generation))
                .containsExactly(
                        Generation.IDENTITY_ALWAYS,
                        Generation.IDENTITY_BY_DEFAULT,
                        Generation.EXPRESSION,
                        Generation.NONE,
                        Generation.NONE,
                        Generation.NONE);
        assertThat(shape.columns().stream().map(Column::hasDefault))
                .containsExactly(true, true, true, true, true, false);
        assertThat(shape.columns().stream().map(Column::nullable))
                .containsExactly(false, false, true, false, true, false);
    }

    @Test
    void droppedColumnsAreLeftOut() throws SQLException {
        tableOf("a int, b int, c int");
        database.execute("ALTER TABLE subject DROP COLUMN b", "ALTER TABLE subject ADD COLUMN d int");

        TableShape shape = Learning.from(database).shape("subject");

        assertThat(shape.columns().stream().map(Column::name)).containsExactly("a", "c", "d");
        assertThat(shape.columns().stream().map(Column::number)).containsExactly(1, 3, 4);
    }

    private TableShape tableOf(String columns) throws SQLException {
        database.execute("DROP TABLE IF EXISTS subject", "CREATE TABLE subject (" + columns + ")");
        return Learning.from(database).shape("subject");
    }
}
