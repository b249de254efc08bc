package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InsertMode;
import io.millrace.config.WriteMethod;
import io.millrace.testing.RandomSeed;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.ValueCases;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random values of every type come back as the server reads their text. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomScalarsIT {
    private static final int VALUES = 300;
    private static final Schema NUMBER = Decimal.schema(0);
    private static final Schema MICROS =
            SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp").build();

    private static final Map<String, Schema> TYPES = Map.ofEntries(
            Map.entry("int2", Schema.INT16_SCHEMA),
            Map.entry("int4", Schema.INT32_SCHEMA),
            Map.entry("int8", Schema.INT64_SCHEMA),
            Map.entry("float4", Schema.FLOAT32_SCHEMA),
            Map.entry("float8", Schema.FLOAT64_SCHEMA),
            Map.entry("numeric", NUMBER),
            Map.entry("numeric(30,7)", NUMBER),
            Map.entry("text", Schema.STRING_SCHEMA),
            Map.entry("bytea", Schema.BYTES_SCHEMA),
            Map.entry("uuid", Schema.STRING_SCHEMA),
            Map.entry("date", org.apache.kafka.connect.data.Date.SCHEMA),
            Map.entry("timestamptz", Timestamp.SCHEMA),
            Map.entry("timestamp(2)", MICROS),
            Map.entry("interval", Schema.STRING_SCHEMA),
            Map.entry("inet", Schema.STRING_SCHEMA),
            Map.entry("timetz", Schema.STRING_SCHEMA),
            Map.entry("macaddr8", Schema.BYTES_SCHEMA),
            Map.entry("varbit", Schema.STRING_SCHEMA));

    private final RandomSeed seed = RandomSeed.given();
    private Random random;
    private MatrixTable table;

    @BeforeAll
    void open() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        database.execute(ValueCases.TYPES);
        table = new MatrixTable(database);
    }

    @AfterAll
    void close() throws SQLException {
        table.close();
    }

    static List<String> types() {
        return TYPES.keySet().stream().sorted().toList();
    }

    private record Literal(Object value, String text) {}

    @ParameterizedTest
    @MethodSource("types")
    void aRandomValueComesBack(String type) throws SQLException {
        random = seed.random(type);
        table.create(type);
        List<Object> values = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < VALUES; i++) {
            Literal literal = random(type.replaceAll("\\(.*", ""));
            values.add(literal.value());
            expected.add(table.shows(
                    literal.text().startsWith("timestamp")
                            ? literal.text()
                            : "'" + literal.text().replace("'", "''") + "'"));
        }

        assertThat(table.written(InsertMode.INSERT, WriteMethod.COPY, TYPES.get(type), values))
                .as("%s, %s", type, seed)
                .isEqualTo(expected);
    }

    private Literal random(String type) {
        return switch (type) {
            case "int2" -> shown((short) random.nextInt());
            case "int4" -> shown(random.nextInt() >> random.nextInt(32));
            case "int8" -> shown(random.nextLong() >> random.nextInt(64));
            case "float4" -> shown(Float.intBitsToFloat(random.nextInt()));
            case "float8" -> shown(Double.longBitsToDouble(random.nextLong()));
            case "numeric" -> number(new BigDecimal(new BigInteger(random.nextInt(70), random), random.nextInt(13)));
            case "text" -> shown(text());
            case "bytea" -> bytes(random.nextInt(300), "\\x");
            case "macaddr8" -> bytes(8, "");
            case "uuid" -> shown(new UUID(random.nextLong(), random.nextLong()).toString());
            case "date" -> day(LocalDate.ofEpochDay(random.nextInt(4_000_000) - 719_000));
            case "timestamptz" -> instant(Instant.ofEpochMilli(random.nextLong() >> 20));
            case "timestamp" -> micros(random.nextLong() >> 12);
            case "interval" ->
                shown("P%dM%dDT%dS"
                        .formatted(
                                random.nextInt() >> 8, random.nextInt() >> 4, random.nextInt() >> random.nextInt(31)));
            case "inet" -> shown(address());
            case "timetz" ->
                shown("%02d:%02d:%02d.%06d%+03d:30"
                        .formatted(
                                random.nextInt(24),
                                random.nextInt(60),
                                random.nextInt(60),
                                random.nextInt(1_000_000),
                                random.nextInt(27) - 13));
            case "varbit" -> shown(Long.toBinaryString(random.nextLong() >>> random.nextInt(64)));
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static Literal shown(Object value) {
        return new Literal(value, value.toString());
    }

    private Literal number(BigDecimal number) {
        BigDecimal signed = random.nextBoolean() ? number.negate() : number;
        return new Literal(signed, signed.toPlainString());
    }

    private String text() {
        byte[] bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
        String text = new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return text.replace("\0", "");
    }

    private Literal bytes(int count, String prefix) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return new Literal(bytes, prefix + HexFormat.of().formatHex(bytes));
    }

    private static Literal day(LocalDate day) {
        boolean isBefore = day.getYear() < 1;
        int year = isBefore ? 1 - day.getYear() : day.getYear();
        String text =
                "%04d-%02d-%02d%s".formatted(year, day.getMonthValue(), day.getDayOfMonth(), isBefore ? " BC" : "");
        return new Literal(Date.from(day.atStartOfDay(java.time.ZoneOffset.UTC).toInstant()), text);
    }

    private static Literal instant(Instant instant) {
        Literal day = day(instant.atZone(java.time.ZoneOffset.UTC).toLocalDate());
        long millis = Math.floorMod(instant.toEpochMilli(), 86_400_000L);
        String text = "timestamptz '" + day.text().replace(" BC", "") + " 00:00:00+00"
                + (day.text().endsWith("BC") ? " BC" : "") + "' + interval '" + millis + " ms'";
        return new Literal(Date.from(instant), text);
    }

    private static Literal micros(long micros) {
        long days = Math.floorDiv(micros, 86_400_000_000L);
        return new Literal(
                micros,
                "timestamp '1970-01-01' + make_interval(days => " + days + ") + interval '"
                        + Math.floorMod(micros, 86_400_000_000L) + " us'");
    }

    private String address() {
        if (random.nextBoolean()) {
            return "%d.%d.%d.%d/%d"
                    .formatted(
                            random.nextInt(256),
                            random.nextInt(256),
                            random.nextInt(256),
                            random.nextInt(256),
                            random.nextInt(33));
        }
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            groups.append(i == 0 ? "" : ":")
                    .append(Integer.toHexString(random.nextInt(4) == 0 ? random.nextInt(65_536) : 0));
        }
        String address = groups.toString();
        String shortened = random.nextBoolean() ? address.replaceFirst("(^|:)0:0:0(:|$)", "::") : address;
        return shortened + "/" + random.nextInt(129);
    }
}
