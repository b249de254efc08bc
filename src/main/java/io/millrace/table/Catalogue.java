package io.millrace.table;

import io.millrace.config.Quoting;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Finds tables in pg_catalog, in two round trips each. Immutable; the connection, and how long it may take, are the
 * caller's.
 */
public final class Catalogue {
    private final Quoting quoting;
    private final Set<Privilege> needed;

    /** Finds tables on which the connection's role has all the privileges needed. */
    public Catalogue(Quoting quoting, Set<Privilege> needed) {
        this.quoting = quoting;
        this.needed = Set.copyOf(needed);
    }

    /**
     * The table of this name, in the schemas of the search path where it names none. Quoted, it is the one of this very
     * name or else the only one that differs in case alone; not quoted, the one of the folded name.
     */
    public Lookup find(Connection connection, TableId name) throws SQLException {
        boolean folded = quoting == Quoting.NEVER;
        TableId wanted = folded ? new TableId(Identifier.fold(name.schema()), Identifier.fold(name.name())) : name;
        if (holdsNul(wanted.schema()) || holdsNul(wanted.name())) {
            return new Lookup.Missing("the table's name holds U+0000, which no name in PostgreSQL can");
        }
        Sighting sighting = RelationQuery.run(connection, wanted, folded);
        return decide(connection, new Resolution(wanted, sighting));
    }

    private Lookup decide(Connection connection, Resolution resolution) throws SQLException {
        List<Relation> meant = resolution.meant();
        if (meant.isEmpty()) {
            return resolution
                    .place()
                    .<Lookup>map(id -> new Lookup.Absent(id, resolution.whyNone()))
                    .orElseGet(() -> new Lookup.Missing(resolution.whyNone()));
        }
        if (meant.size() > 1) {
            return new Lookup.Missing(resolution.whySeveral(meant));
        }
        Relation relation = meant.get(0);
        String fault = resolution.whyNot(relation, needed);
        return fault.isEmpty() ? describe(connection, relation) : new Lookup.Missing(fault);
    }

    private static Lookup describe(Connection connection, Relation relation) throws SQLException {
        TableShape shape = ShapeQuery.run(connection, relation);
        return shape.columns().isEmpty()
                ? new Lookup.Missing(relation.id() + " has no columns, or was dropped just now")
                : new Lookup.Found(shape);
    }

    private static boolean holdsNul(String name) {
        return name.indexOf('\0') >= 0;
    }
}
