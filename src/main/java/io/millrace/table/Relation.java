package io.millrace.table;

import java.util.Set;

/**
 * A relation that a name may mean, as pg_class has it. Immutable.
 *
 * @param place of its schema in the search path, from 1; 1 where the schema was named
 */
record Relation(
        long oid,
        TableId id,
        RelationKind kind,
        long place,
        boolean schemaUsable,
        boolean insertable,
        boolean rowSecurity,
        Set<Privilege> granted) {
    Relation {
        granted = Set.copyOf(granted);
    }
}
