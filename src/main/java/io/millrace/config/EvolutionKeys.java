package io.millrace.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys that say whether tables are created and changed after their records. Stateless. */
final class EvolutionKeys {
    static final String CREATE = "auto.create";
    static final String EVOLVE = "auto.evolve";
    static final String EVOLUTION = "schema.evolution";

    static final String BASIC = "basic";
    static final String NONE = "none";
    private static final String VALIDATE = "validate";
    /** As Debezium calls it. */
    private static final String VALIDATE_ONLY = "validate-only";

    private static final String GROUP = "Tables";

    private EvolutionKeys() {}

    static void define(ConfigDef def) {
        Key.flag(CREATE, false).matters(Importance.MEDIUM).in(def, GROUP, """
                Whether a table that does not exist is created, and its schema too, when its first record comes: a column for
                each field by the record's schemas, with NOT NULL and DEFAULT as they say, and the primary key of pk.mode and
                pk.fields. Records without a schema get their key's columns and one jsonb column, value, which takes their
                value whole. The role needs CREATE on the schema. src/docs/tables.md has the types.
                """);
        Key.flag(EVOLVE, false).matters(Importance.MEDIUM).in(def, GROUP, """
                Whether a table is changed where a record's schema asks for it: columns are added, widened (smallint to integer
                to bigint, real to double precision, varchar to text, numeric to more digits) and freed from NOT NULL. Nothing
                is ever dropped or narrowed. Widening some types rewrites the table under an exclusive lock, which takes as long
                as copying it: src/docs/tables.md says which. The role must own the table.
                """);
        Key.text(EVOLUTION, "")
                .checkedBy(new Key.Choices(List.of("", NONE, BASIC, VALIDATE, VALIDATE_ONLY)))
                .in(def, GROUP, """
                Both at once, as Debezium names them: basic is auto.create=true and auto.evolve=true, none is neither. validate
                (or validate-only) changes nothing and compares each schema that comes with its table; where they differ the
                record is refused, and the error names all differences at once.
                """);
    }

    static EvolutionSettings read(AbstractConfig config) {
        String word = word(config);
        boolean basic = word.equals(BASIC);
        return new EvolutionSettings(
                basic || config.getBoolean(CREATE), basic || config.getBoolean(EVOLVE), isValidating(config));
    }

    static String word(AbstractConfig config) {
        return config.getString(EVOLUTION).toLowerCase(Locale.ROOT);
    }

    static boolean isValidating(AbstractConfig config) {
        return word(config).startsWith(VALIDATE);
    }

    /** What is wrong between them, by key. */
    static Map<String, String> problems(AbstractConfig config) {
        boolean changes = config.getBoolean(CREATE) || config.getBoolean(EVOLVE);
        boolean contradicts = changes && (word(config).equals(NONE) || isValidating(config));
        return contradicts
                ? Map.of(
                        EVOLUTION,
                        "schema.evolution=" + word(config)
                                + " changes no table, and auto.create=true or auto.evolve=true does: leave one out")
                : Map.of();
    }
}
