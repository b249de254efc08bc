package io.millrace.table;

/** What pg_class calls a relation (relkind), and whether rows can be inserted into such a one at all. */
public enum RelationKind {
    TABLE("r", "a table", true),
    PARTITIONED("p", "a partitioned table", true),
    VIEW("v", "a view", true),
    FOREIGN("f", "a foreign table", true),
    MATERIALIZED_VIEW("m", "a materialized view", false),
    SEQUENCE("S", "a sequence", false),
    COMPOSITE("c", "a composite type", false),
    INDEX("i", "an index", false),
    PARTITIONED_INDEX("I", "an index", false),
    OTHER("", "not a table", false);

    private final String code;
    private final String words;
    private final boolean takesRows;

    RelationKind(String code, String words, boolean takesRows) {
        this.code = code;
        this.words = words;
        this.takesRows = takesRows;
    }

    static RelationKind of(String relkind) {
        for (RelationKind kind : values()) {
            if (kind.code.equals(relkind)) {
                return kind;
            }
        }
        return OTHER;
    }

    String words() {
        return words;
    }

    boolean takesRows() {
        return takesRows;
    }

    /** Whether what is behind it is another table, whose triggers and constraints we do not see. */
    boolean isFacade() {
        return this == VIEW || this == FOREIGN;
    }
}
