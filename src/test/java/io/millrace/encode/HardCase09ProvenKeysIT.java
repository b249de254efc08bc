package io.millrace.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.EncodeSettings;
import io.millrace.config.Quoting;
import io.millrace.table.Catalogue;
import io.millrace.table.Column;
import io.millrace.table.Lookup;
import io.millrace.table.TableId;
import io.millrace.testing.RandomSeed;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.ValueCases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two values of a type whose keys are called proven have equal forms exactly where the server holds them equal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardCase09ProvenKeysIT {
    private static final int VALUES = 60;

    private final RandomSeed seed = RandomSeed.given();
    private Random random;
    private Connection connection;

    @BeforeAll
    void connect() throws SQLException {
        connection = TestDatabase.fresh().connect();
        execute("SET TimeZone = 'UTC'");
        execute(ValueCases.TYPES);
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interval",
                "interval(1)",
                "interval day to minute",
                "timetz",
                "timetz(1)",
                "inet",
                "cidr",
                "macaddr",
                "macaddr8",
                "bit(3)",
                "varbit",
                "numeric",
                "numeric(6,2)",
                "float4",
                "float8",
                "char(4)",
                "varchar(4)",
                "text",
                "name",
                "bool",
                "oid",
                "int4",
                "date",
                "time(1)",
                "timestamp(1)",
                "timestamptz",
                "uuid",
                "bytea",
                "mood"
            })
    void formsAreEqualWhereValuesAre(String type) throws SQLException {
        random = seed.random(type);
        List<String> texts = texts(type);
        Column column = columnOf(type);
        KeyForm form = KeyForm.of(List.of(column), false);
        assertThat(form.isProven()).isTrue();

        boolean[][] equal = equal(type, texts);

        List<byte[]> forms =
                texts.stream().map(text -> form(form, column, text)).toList();
        for (int one = 0; one < texts.size(); one++) {
            for (int other = 0; other < texts.size(); other++) {
                assertThat(Arrays.equals(forms.get(one), forms.get(other)))
                        .as("%s and %s as %s, %s", texts.get(one), texts.get(other), type, seed)
                        .isEqualTo(equal[one][other]);
            }
        }
    }

    private static byte[] form(KeyForm form, Column column, String text) {
        RowBuffer row = new RowBuffer(64);
        row.putShort(1);
        new Encoders(new EncodeSettings(ZoneOffset.UTC))
                .find(DateSource.INSTANT, column)
                .encode(text, row);
        RowBuffer key = new RowBuffer(64);
        form.append(row.array(), 0, key);
        return Arrays.copyOf(key.array(), key.size());
    }

    private List<String> texts(String type) {
        Set<String> texts = new LinkedHashSet<>();
        for (int turn = 0; turn < 20 * VALUES && texts.size() < VALUES; turn++) {
            texts.add(text(type.replaceAll("[( ].*", "")));
        }
        return new ArrayList<>(texts);
    }

    /** Out of few values, so that many are equal; in as many spellings as there are. */
    private String text(String type) {
        return switch (type) {
            case "interval" ->
                any("0", "1", "-1", "2") + " mons " + any("0", "30", "-30", "31") + " days "
                        + any("00:00", "24:00", "-24:00", "-720:00:00", "48:00:59.94", "48:00:59.96");
            case "timetz" ->
                any("10:00", "11:00:00", "09:00", "24:00", "00:00", "10:00:00.04") + any("Z", "+00", "+01", "-01:00");
            case "inet" ->
                any("10.0.0.1", "10.0.0.0", "::1", "0:0::1", "::ffff:10.0.0.1") + any("", "/32", "/8", "/31");
            case "cidr" -> any("10.0.0.0/8", "10/8", "10", "10.0/16", "10.0.0.0/16", "::/0", "0::0/0", "::/128");
            case "macaddr", "macaddr8" -> any("08:00:2b:01:02:03", "08002b010203", "0800.2B01.0203", "08002b:010204");
            case "bit" -> any("101", "b101", "000", "111");
            case "varbit" -> any("", "0", "00", "1", "10", "x80", "10000000", "100000000");
            case "numeric" -> any("", "-") + any("0", "0.00", "1", "1.0", "1e2", "100", "100.001", "0.004", "1e-30");
            case "float4", "float8" -> any("0", "-0", "1", "1.0", "1e0", "NaN", "nan", "inf", "0.1", "0.10000001");
            case "char", "varchar" -> any("a", "a ", "a   ", "b", " a", "", " ");
            case "bool" -> any("t", "true", "on", "1", "no", "0", "f");
            case "oid", "int4" -> any("0", "1", "+1", " 1", "2147483647", "+0", "-0");
            case "date" -> any("2026-11-21", "2026-11-21T10:00", "infinity", "0001-01-01 BC", "2026-11-22");
            case "time" -> any("10:00", "10:00:00.04", "10:00:00.06", "24:00", "00:00");
            case "timestamp" -> any("2026-11-21 10:00", "2026-11-21T10:00+02", "2026-11-21 10:00:00.04", "infinity");
            case "timestamptz" ->
                any("2026-11-21 10:00", "2026-11-21T12:00", "2026-11-21 11:00") + any("Z", "+02", "+01");
            case "uuid" ->
                any("a0eebc99", "A0EEBC99")
                        + any("-9c0b-4ef8-bb6d-", "9c0b4ef8bb6d")
                        + any("6bb9bd380a11", "6BB9BD380A12");
            case "bytea" -> any("\\x00", "\\000", "\\x0061", "\\000a", "");
            case "mood" -> any("sad", "größer");
            default -> any("a", "A", "a ", "ä", "a\u0308", "");
        };
    }

    private String any(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private boolean[][] equal(String type, List<String> texts) throws SQLException {
        execute("DROP TABLE IF EXISTS v", "CREATE TABLE v (i int, v " + type + ")");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO v VALUES (?, CAST(CAST(? AS text) AS " + type + "))")) {
            for (int i = 0; i < texts.size(); i++) {
                insert.setInt(1, i);
                insert.setString(2, texts.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        boolean[][] equal = new boolean[texts.size()][texts.size()];
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT a.i, b.i FROM v a JOIN v b ON a.v = b.v")) {
            while (rows.next()) {
                equal[rows.getInt(1)][rows.getInt(2)] = true;
            }
        }
        return equal;
    }

    private Column columnOf(String type) throws SQLException {
        execute("DROP TABLE IF EXISTS t", "CREATE TABLE t (v " + type + ")");
        Lookup lookup = new Catalogue(Quoting.ALWAYS, Set.of()).find(connection, new TableId("public", "t"));
        return ((Lookup.Found) lookup).shape().columns().get(0);
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
