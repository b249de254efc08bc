package io.millrace.table;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which of the relations seen a name means, and whether it can be written; says why not. Stateless. */
final class Resolution {
    /** PostgreSQL's NAMEDATALEN - 1: a longer name is cut where it is made, and what is asked for here is not. */
    private static final String MADE_BY_US = ", or set auto.create=true";

    private static final int LONGEST_NAME = 63;

    private final TableId wanted;
    private final Sighting sighting;

    Resolution(TableId wanted, Sighting sighting) {
        this.wanted = wanted;
        this.sighting = sighting;
    }

    /** Those the name may mean: one, none, or several that only a user can tell apart. */
    List<Relation> meant() {
        List<Relation> relations = sighting.relations();
        boolean exact = relations.stream().anyMatch(r -> r.id().name().equals(wanted.name()));
        if (!exact) {
            return relations;
        }
        long first = relations.get(0).place();
        return relations.stream().filter(relation -> relation.place() == first).toList();
    }

    String whyNone() {
        if (!wanted.schema().isEmpty() && sighting.schemas().isEmpty()) {
            String create = "CREATE SCHEMA " + Identifier.quote(wanted.schema());
            return "schema " + wanted.schema() + " does not exist" + remedy(wanted.schema(), create + MADE_BY_US);
        }
        String place = wanted.schema().isEmpty() ? " in the search path (" + list(sighting.schemas()) + ")" : "";
        String create = "create it, with a column for each field of its records" + MADE_BY_US;
        return "table " + wanted + " does not exist" + place + remedy(wanted.name(), create);
    }

    /** Where a table of this name could be created: in the schema named, or the first of the search path. */
    Optional<TableId> place() {
        String schema = wanted.schema();
        boolean named = !schema.isEmpty();
        List<String> schemas = sighting.schemas();
        boolean isUncertain = named ? schemas.size() > 1 : schemas.isEmpty();
        if (isUncertain || isTooLong(schema) || isTooLong(wanted.name()) || isPostgresOwn(schema)) {
            return Optional.empty();
        }
        return Optional.of(new TableId(schemas.isEmpty() ? schema : schemas.get(0), wanted.name()));
    }

    private static boolean isTooLong(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
    }

    private static boolean isPostgresOwn(String schema) {
        return schema.startsWith("pg_") || schema.equals("information_schema");
    }

    String whySeveral(List<Relation> several) {
        String names = several.stream().map(relation -> relation.id().sql()).collect(Collectors.joining(" and "));
        return "table " + wanted + " could be any of " + names
                + ", which differ in case alone: name one of them exactly";
    }

    /** Empty where rows can be written there. */
    String whyNot(Relation relation, Set<Privilege> needed) {
        TableId id = relation.id();
        if (isPostgresOwn(id.schema())) {
            return id + " belongs to PostgreSQL itself";
        }
        if (!relation.kind().takesRows()) {
            return id + " is " + relation.kind().words() + ", which takes no rows";
        }
        if (!relation.insertable()) {
            return id + " is " + relation.kind().words() + " into which PostgreSQL inserts nothing";
        }
        return whyForbidden(relation, needed);
    }

    private String whyForbidden(Relation relation, Set<Privilege> needed) {
        String role = Identifier.quote(sighting.role());
        if (!relation.schemaUsable()) {
            String schema = Identifier.quote(relation.id().schema());
            return "role " + role + " may not use schema " + schema + ": GRANT USAGE ON SCHEMA " + schema + " TO "
                    + role;
        }
        Set<Privilege> lacking = EnumSet.noneOf(Privilege.class);
        lacking.addAll(needed);
        lacking.removeAll(relation.granted());
        if (lacking.isEmpty()) {
            return "";
        }
        String privileges = lacking.stream().map(Privilege::name).collect(Collectors.joining(", "));
        String table = relation.id().sql();
        return "role " + role + " lacks " + privileges + " on " + table + ": GRANT " + privileges + " ON " + table
                + " TO " + role;
    }

    private static String remedy(String name, String create) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= LONGEST_NAME
                ? ": " + create
                : ", and cannot: its name has " + bytes + " bytes and PostgreSQL allows " + LONGEST_NAME
                        + "; give it a shorter one with topics.to.tables.mapping or table.name.format";
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "empty" : String.join(", ", names);
    }
}
