package io.millrace.write;

import io.millrace.table.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The schemas that the driver's currentSchema names, in which tables without a schema are looked for. PostgreSQL itself
 * passes over those that are not there, and finds no table then. Immutable.
 *
 * @param schemas as PostgreSQL reads them: folded unless quoted; empty where currentSchema is not given
 */
record SearchPath(List<String> schemas) {
    static final String PROPERTY = "currentSchema";

    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")*)\"|[^,\"\\s]+");
    private static final String EXISTING = """
            SELECT count(*) FROM unnest(?::text[]) AS named (name), pg_namespace n
             WHERE n.nspname = CASE named.name WHEN '$user' THEN current_user ELSE named.name END
            """;

    SearchPath {
        schemas = List.copyOf(schemas);
    }

    /** Reads the setting; null stands for none. */
    static SearchPath of(String setting) {
        List<String> schemas = new ArrayList<>();
        Matcher name = NAME.matcher(setting == null ? "" : setting);
        while (name.find()) {
            boolean isQuoted = name.group(1) != null;
            schemas.add(isQuoted ? name.group(1).replace("\"\"", "\"") : Identifier.fold(name.group()));
        }
        return new SearchPath(schemas);
    }

    /** Why no table can be found by its name alone: none of the schemas is there. */
    Optional<String> fault(Connection connection) throws SQLException {
        if (schemas.isEmpty() || countExisting(connection) > 0) {
            return Optional.empty();
        }
        String first = schemas.get(0);
        String others = schemas.size() == 1 ? "" : ", nor " + String.join(", ", schemas.subList(1, schemas.size()));
        return Optional.of("schema " + first + " does not exist" + others + ", as " + PROPERTY
                + " names it: CREATE SCHEMA " + Identifier.quote(first) + ", or name one that is there");
    }

    private int countExisting(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(EXISTING)) {
            query.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            ResultSet row = query.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }
}
