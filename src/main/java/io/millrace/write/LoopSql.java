package io.millrace.write;

/**
 * The loop that the server runs over a staging table: it writes the rows in pieces, each within an exception block,
 * and notes those that are refused. Stateless.
 *
 * <p>A piece that passes makes the next one twice as large; one that fails is tried again as an eighth, down to the
 * row. So rare bad rows cost a dozen small pieces each, and where every row is bad each costs one. Of 20,000 rows with
 * 200 bad this takes a third of the time of a loop over single rows, and all bad ones twice (src/docs/benchmarks.md).
 *
 * <p>Rows are addressed by their place in the staging table, which is in the order in which they were copied: the table
 * was emptied before.
 */
final class LoopSql {
    /** The columns of the table of refusals. */
    static final String REFUSALS = "place int, code text, schema_name text, table_name text, column_name text,"
            + " constraint_name text, type_name text";

    /** What a piece's statement reads of the staging table. */
    static final String PIECE = "ctid BETWEEN millrace_low AND millrace_high";

    /** Larger ones save little where they pass, and cost more where they are in vain. */
    private static final int LARGEST_PIECE = 64;

    /** OTHERS leaves out statements that were cancelled; what is no row's fault is raised again. */
    private static final String LOOP = """
            #variable_conflict use_column
            DECLARE
                millrace_places tid[];
                millrace_low tid;
                millrace_high tid;
                millrace_at int := 1;
                millrace_to int;
                millrace_piece int := ${largest};
                millrace_code text;
                millrace_schema text;
                millrace_table text;
                millrace_column text;
                millrace_constraint text;
                millrace_type text;
            BEGIN
                SELECT array_agg(ctid ORDER BY ctid) INTO millrace_places FROM ${staging};
                WHILE millrace_at <= cardinality(millrace_places) LOOP
                    millrace_to := least(millrace_at + millrace_piece - 1, cardinality(millrace_places));
                    millrace_low := millrace_places[millrace_at];
                    millrace_high := millrace_places[millrace_to];
                    BEGIN
                        ${statement};
                        millrace_at := millrace_to + 1;
                        millrace_piece := least(millrace_piece * 2, ${largest});
                    EXCEPTION WHEN OTHERS THEN
                        GET STACKED DIAGNOSTICS
                            millrace_code = RETURNED_SQLSTATE,
                            millrace_schema = SCHEMA_NAME,
                            millrace_table = TABLE_NAME,
                            millrace_column = COLUMN_NAME,
                            millrace_constraint = CONSTRAINT_NAME,
                            millrace_type = PG_DATATYPE_NAME;
                        IF millrace_code ~ '${not_a_rows}' THEN
                            RAISE;
                        ELSIF millrace_at = millrace_to THEN
                            INSERT INTO ${refusals} VALUES (millrace_at, millrace_code, millrace_schema,
                                millrace_table, millrace_column, millrace_constraint, millrace_type);
                            millrace_at := millrace_at + 1;
                        ELSE
                            millrace_piece := greatest((millrace_to - millrace_at + 1) / 8, 1);
                        END IF;
                    END;
                END LOOP;
            END
            """;

    /**
     * The refusals, with the names that the catalogue knows: a trigger may raise values where the server puts names.
     */
    private static final String TELL = """
            WITH named AS MATERIALIZED (
                SELECT DISTINCT schema_name, table_name, column_name, constraint_name, type_name FROM ${refusals}
            ), known AS MATERIALIZED (
                SELECT named.*, c.oid AS relation,
                       n.nspname || '.' || c.relname AS known_table,
                       (SELECT attname FROM pg_attribute
                         WHERE attrelid = c.oid AND attname = column_name) AS known_column,
                       coalesce((SELECT conname FROM pg_constraint WHERE conname = constraint_name LIMIT 1),
                                (SELECT relname FROM pg_class WHERE relname = constraint_name LIMIT 1))
                           AS known_constraint,
                       (SELECT typname FROM pg_type WHERE typname = type_name LIMIT 1) AS known_type
                  FROM named
                  LEFT JOIN (pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace)
                    ON n.nspname = schema_name AND c.relname = table_name
            )
            SELECT place, code, coalesce(known_table, ''), coalesce(known_column, ''), coalesce(known_constraint, ''),
                   coalesce(known_type, '')
              FROM ${refusals}
              JOIN known USING (schema_name, table_name, column_name, constraint_name, type_name)
             ORDER BY place
            """;

    private LoopSql() {}

    /** Writes what is staged by this statement, which reads a {@link #PIECE} at a time. */
    static String loop(String statement, String staging, String refusals, boolean eachAlone) {
        String body = LOOP.replace("${staging}", staging)
                .replace("${refusals}", refusals)
                .replace("${largest}", Integer.toString(eachAlone ? 1 : LARGEST_PIECE))
                .replace("${not_a_rows}", SqlState.NOT_A_ROWS)
                .replace("${statement}", statement);
        String quote = quote(body);
        return "DO " + quote + "\n" + body + quote;
    }

    /** A dollar quote that the text does not hold, whatever tables and columns are called. */
    private static String quote(String body) {
        String quote = "$millrace$";
        for (int number = 0; body.contains(quote); number++) {
            quote = "$millrace" + number + "$";
        }
        return quote;
    }

    static String tell(String refusals) {
        return TELL.replace("${refusals}", refusals);
    }
}
