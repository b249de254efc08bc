package io.millrace.write;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * What a transaction begins with, once: the settings that its session does not keep, and the guard of its offsets.
 * Immutable; lives on a lane's thread.
 *
 * @param settings a statement that ends in a semicolon, or empty
 */
record Opening(String settings, Guard guard) {
    static final Opening NONE = new Opening("", Guard.NONE);

    boolean isEmpty() {
        return settings.isEmpty() && !guard.isSet();
    }

    boolean hasSettings() {
        return !settings.isEmpty();
    }

    /** Ends in a semicolon, unless it is empty. */
    String sql() {
        return guard.isSet() ? settings + guard.sql() + "; " : settings;
    }

    /** Binds its parameters; gives the number of the first that is not its own. */
    int bind(PreparedStatement statement) throws SQLException {
        return guard.isSet() ? guard.bind(statement, 1) : 1;
    }
}
