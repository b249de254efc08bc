package io.millrace.table;

import java.util.List;

/**
 * What is there for a name. Immutable.
 *
 * @param role who asked
 * @param schemas where was looked: the one named, or those of the search path; empty where none exists
 * @param relations those of that very name; where there are none, those that differ in case alone
 */
record Sighting(String role, List<String> schemas, List<Relation> relations) {
    Sighting {
        schemas = List.copyOf(schemas);
        relations = List.copyOf(relations);
    }
}
