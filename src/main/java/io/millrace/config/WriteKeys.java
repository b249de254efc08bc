package io.millrace.config;

import java.time.ZoneId;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys that say what is written and how values become columns. Stateless. */
final class WriteKeys {
    static final String INSERT_MODE = "insert.mode";
    static final String WRITE_METHOD = "write.method";
    static final String SKIP_UNCHANGED = "upsert.skip.unchanged";
    static final String KEEP_EXISTING = "nulls.keep.existing";
    static final String NEWER = "upsert.when.newer";
    static final String DB_TIMEZONE = "db.timezone";
    static final String TIMESTAMP_UNIT = "timestamp.unit";
    static final String NULL_CHARACTERS = "null.characters";
    private static final String GROUP = "Writing";

    private WriteKeys() {}

    static void define(ConfigDef def) {
        Key.choice(INSERT_MODE, InsertMode.class, "insert")
                .matters(Importance.MEDIUM)
                .in(def, GROUP, """
                What a record does to the table. insert: a new row. upsert: a new row, or new values for the row of its key;
                columns that the record does not bring stay as they are. update: new values for the row of its key, if there
                is one. ignore: a new row, unless its key is there already (ON CONFLICT DO NOTHING). After a crash some records
                come again: upsert, update and ignore leave the same table then. insert doubles rows, or, where a unique index
                forbids it, takes a row that is there and equal for written (RecordsReplayed; the role needs SELECT for it),
                and a row that differs for a bad record (23505).
                """);
        Key.choice(WRITE_METHOD, WriteMethod.class, "auto").in(def, GROUP, """
                How batches reach the server. auto takes COPY for large batches and single statements over arrays for small
                ones, at the crossover that src/docs/benchmarks.md measures. copy and unnest force one of them: unnest where a
                pooler or a server that only speaks PostgreSQL's protocol lacks COPY BINARY or temporary tables.
                """);
        Key.flag(SKIP_UNCHANGED, false).in(def, GROUP, """
                With insert.mode=upsert: whether a row that already has the record's values is left untouched. Halves the time
                and saves three quarters of the WAL where records often repeat what is stored; costs nothing measurable where
                they do not. Triggers do not see rows that are left untouched.
                """);
        Key.flag(KEEP_EXISTING, false).in(def, GROUP, """
                With insert.mode=upsert or update: whether a null in a record leaves what the row of its key has, instead of
                writing the null over it. For sources that send null for what they do not know. A column that is NOT NULL
                takes no null all the same, since the record may be the first of its key.
                """);
        Key.text(NEWER, "").in(def, GROUP, """
                With insert.mode=upsert or update: a column, such as updated_at or a version, that must be greater than the
                stored row's for the record to take effect; a stored null is older than anything. Records that come late, or
                again, then change nothing. Every record must bring it. Deletes have no version, and always take effect.
                """);
        Key.text(DB_TIMEZONE, "UTC").checkedBy(new Zone()).in(def, GROUP, """
                The zone in which instants are written into columns without one (timestamp), such as UTC or Europe/Berlin.
                Columns with a zone (timestamptz) always get the instant itself, and dates are never shifted. It is also the
                zone of texts without an offset, and of Debezium's times without a zone, that go into timestamptz.
                """);
        Key.choice(TIMESTAMP_UNIT, TimestampUnit.class, "milliseconds").in(def, GROUP, """
                What a number counts that goes into a time, timestamp or timestamptz column, and whose schema does not say:
                since 1970-01-01 00:00 UTC, or since midnight. Debezium's and Connect's own types say it, and are not
                concerned. A number in a date column always counts days. A wrong unit is seldom an error, but a wrong year.
                """);
        Key.choice(NULL_CHARACTERS, NullCharacters.class, "fail").in(def, GROUP, """
                What becomes of the character U+0000 in text, json and jsonb, which PostgreSQL cannot store. fail: the record is
                refused. strip: the character is left out. replace: U+FFFD, the replacement character, stands for it. The last
                two change the data, and in a key may make one key of two.
                """);
    }

    static WriteSettings read(AbstractConfig config) {
        return new WriteSettings(
                Words.read(config, INSERT_MODE, InsertMode.class),
                Words.read(config, WRITE_METHOD, WriteMethod.class),
                new UpdateSettings(
                        config.getBoolean(SKIP_UNCHANGED), config.getBoolean(KEEP_EXISTING), config.getString(NEWER)));
    }

    static EncodeSettings readEncoding(AbstractConfig config) {
        return new EncodeSettings(
                ZoneId.of(config.getString(DB_TIMEZONE)),
                Words.read(config, TIMESTAMP_UNIT, TimestampUnit.class).unit(),
                Words.read(config, NULL_CHARACTERS, NullCharacters.class),
                ShapeKeys.read(config));
    }
}
