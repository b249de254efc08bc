package io.millrace.write;

import java.util.Map;

/**
 * PostgreSQL's names for SQLSTATEs, and what an operator can do where it is known (PostgreSQL manual, Appendix A).
 * Stateless. The server's own messages are not passed on: they hold values.
 */
final class Condition {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("0A000", "feature_not_supported"),
            Map.entry("08000", "connection_exception"),
            Map.entry("08001", "sqlclient_unable_to_establish_sqlconnection"),
            Map.entry("08003", "connection_does_not_exist"),
            Map.entry("08004", "sqlserver_rejected_establishment_of_sqlconnection"),
            Map.entry("08006", "connection_failure"),
            Map.entry("08P01", "protocol_violation"),
            Map.entry("21000", "cardinality_violation"),
            Map.entry("22000", "data_exception"),
            Map.entry("22001", "string_data_right_truncation"),
            Map.entry("22003", "numeric_value_out_of_range"),
            Map.entry("22007", "invalid_datetime_format"),
            Map.entry("22008", "datetime_field_overflow"),
            Map.entry("2200M", "invalid_xml_document"),
            Map.entry("2200N", "invalid_xml_content"),
            Map.entry("22012", "division_by_zero"),
            Map.entry("22021", "character_not_in_repertoire"),
            Map.entry("22023", "invalid_parameter_value"),
            Map.entry("22026", "string_data_length_mismatch"),
            Map.entry("22P02", "invalid_text_representation"),
            Map.entry("22P03", "invalid_binary_representation"),
            Map.entry("22P05", "untranslatable_character"),
            Map.entry("23000", "integrity_constraint_violation"),
            Map.entry("23001", "restrict_violation"),
            Map.entry("23502", "not_null_violation"),
            Map.entry("23503", "foreign_key_violation"),
            Map.entry("23505", "unique_violation"),
            Map.entry("23514", "check_violation"),
            Map.entry("23P01", "exclusion_violation"),
            Map.entry("25006", "read_only_sql_transaction"),
            Map.entry("25P03", "idle_in_transaction_session_timeout"),
            Map.entry("26000", "invalid_sql_statement_name"),
            Map.entry("28000", "invalid_authorization_specification"),
            Map.entry("28P01", "invalid_password"),
            Map.entry("3D000", "invalid_catalog_name"),
            Map.entry("3F000", "invalid_schema_name"),
            Map.entry("40001", "serialization_failure"),
            Map.entry("40003", "statement_completion_unknown"),
            Map.entry("40P01", "deadlock_detected"),
            Map.entry("42501", "insufficient_privilege"),
            Map.entry("42601", "syntax_error"),
            Map.entry("42622", "name_too_long"),
            Map.entry("42703", "undefined_column"),
            Map.entry("42704", "undefined_object"),
            Map.entry("42804", "datatype_mismatch"),
            Map.entry("42846", "cannot_coerce"),
            Map.entry("42883", "undefined_function"),
            Map.entry("428C9", "generated_always"),
            Map.entry("42P01", "undefined_table"),
            Map.entry("42P10", "invalid_column_reference"),
            Map.entry("44000", "with_check_option_violation"),
            Map.entry("53000", "insufficient_resources"),
            Map.entry("53100", "disk_full"),
            Map.entry("53200", "out_of_memory"),
            Map.entry("53300", "too_many_connections"),
            Map.entry("54000", "program_limit_exceeded"),
            Map.entry("55P03", "lock_not_available"),
            Map.entry("57014", "query_canceled"),
            Map.entry("57P01", "admin_shutdown"),
            Map.entry("57P02", "crash_shutdown"),
            Map.entry("57P03", "cannot_connect_now"),
            Map.entry("57P04", "database_dropped"),
            Map.entry("P0001", "raise_exception"),
            Map.entry("XX000", "internal_error"));

    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("08P01", "behind pgbouncer, it needs ignore_startup_parameters = extra_float_digits"),
            Map.entry("28000", "check connection.user, and pg_hba.conf on the server"),
            Map.entry("28P01", "check connection.user and connection.password"),
            Map.entry("3D000", "check the database's name in connection.url"),
            Map.entry(
                    "42501",
                    "grant the role what it needs: INSERT, SELECT, UPDATE as the insert mode asks, DELETE for deletes and"
                            + " where events change keys, TRUNCATE where they empty tables"),
            Map.entry("42703", "a column was dropped or renamed, here or in what a trigger or a view reads"),
            Map.entry("42804", "a column's type was changed, here or in what a trigger or a view reads"),
            Map.entry(
                    "42883",
                    "a column's type was changed, or a function or an operator was dropped, here or in what a trigger"
                            + " or a view calls"),
            Map.entry("42P01", "the table was dropped or renamed, or one that a trigger or a view reads"),
            Map.entry("42P10", "the key's unique index was dropped: create it"),
            Map.entry("53100", "make room on the server's disk"),
            Map.entry(
                    "57014",
                    "a statement took longer than connection.statement.timeout.ms, or was cancelled: look for slow"
                            + " triggers, or raise it"),
            Map.entry("53300", "raise max_connections, or lower lanes or tasks.max"));

    private static final String UNNAMED = "error";

    private Condition() {}

    static String name(String code) {
        return NAMES.getOrDefault(code, UNNAMED);
    }

    /** What to do, or nothing where only the server's log can tell. */
    static String remedy(String code) {
        return REMEDIES.getOrDefault(code, "");
    }
}
