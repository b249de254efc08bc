package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResolutionTest {
    private static final Set<Privilege> INSERT = EnumSet.of(Privilege.INSERT);

    @Test
    void theFirstSchemaOfTheSearchPathWins() {
        Relation first = relation("app", "orders", 1);
        Relation second = relation("public", "orders", 2);

        assertThat(resolution("", "orders", first, second).meant()).containsExactly(first);
    }

    @Test
    void twoThatDifferInCaseAloneAreBothNamed() {
        Relation one = relation("app", "Orders", 1);
        Relation other = relation("public", "ORDERS", 2);
        Resolution resolution = resolution("", "orders", one, other);

        List<Relation> meant = resolution.meant();

        assertThat(resolution.whySeveral(meant))
                .isEqualTo("table orders could be any of \"app\".\"Orders\" and \"public\".\"ORDERS\", which differ in"
                        + " case alone: name one of them exactly");
    }

    @Test
    void aLongNameIsMeasuredInBytes() {
        String longest = "ö".repeat(32);

        assertThat(resolution("public", longest).whyNone())
                .isEqualTo("table public." + longest + " does not exist, and cannot: its name has 64 bytes and"
                        + " PostgreSQL allows 63; give it a shorter one with topics.to.tables.mapping or"
                        + " table.name.format");
    }

    @Test
    void whatIsNotATableTakesNoRows() {
        Relation sequence =
                new Relation(1, new TableId("public", "orders"), RelationKind.SEQUENCE, 1, true, false, false, INSERT);

        assertThat(resolution("", "orders", sequence).whyNot(sequence, INSERT))
                .isEqualTo("public.orders is a sequence, which takes no rows");
    }

    @Test
    void postgresqlsOwnTablesAreNeverWritten() {
        Relation own = relation("pg_catalog", "pg_class", 1);

        assertThat(resolution("pg_catalog", "pg_class", own).whyNot(own, INSERT))
                .isEqualTo("pg_catalog.pg_class belongs to PostgreSQL itself");
    }

    private static Relation relation(String schema, String name, long place) {
        return new Relation(1, new TableId(schema, name), RelationKind.TABLE, place, true, true, false, INSERT);
    }

    private static Resolution resolution(String schema, String name, Relation... relations) {
        return new Resolution(
                new TableId(schema, name), new Sighting("writer", List.of("app", "public"), List.of(relations)));
    }
}
