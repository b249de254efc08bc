package io.millrace.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * Values with the type of the column they go into and what the server then shows. One list for every way of writing:
 * whichever it is, the same must come back.
 */
public final class ValueCases {
    /** The statement without which the list's types are not all there. */
    public static final String TYPES = "CREATE TYPE mood AS ENUM ('sad', 'größer');"
            + " CREATE DOMAIN price AS numeric(12, 2); CREATE DOMAIN code AS varchar(3);"
            + " CREATE TYPE pair AS (a int, b text); CREATE DOMAIN address AS inet;"
            + " CREATE TYPE note;"
            + " CREATE FUNCTION note_in(cstring) RETURNS note AS 'textin' LANGUAGE internal IMMUTABLE STRICT;"
            + " CREATE FUNCTION note_out(note) RETURNS cstring AS 'textout' LANGUAGE internal IMMUTABLE STRICT;"
            + " CREATE TYPE note (INPUT = note_in, OUTPUT = note_out, LIKE = text);"
            + " CREATE EXTENSION citext; CREATE EXTENSION ltree; CREATE EXTENSION hstore";

    private static final Schema DAY = org.apache.kafka.connect.data.Date.SCHEMA;

    private final List<ValueCase> cases = new ArrayList<>();

    private ValueCases() {}

    public static List<ValueCase> all() {
        ValueCases cases = new ValueCases();
        cases.wholeNumbers();
        cases.reals();
        cases.decimals();
        cases.texts();
        cases.bytes();
        cases.words();
        cases.documents();
        cases.datesAndTimes();
        cases.instants();
        cases.arrays();
        cases.cases.addAll(SpecialCases.all());
        return cases.cases;
    }

    /** Values for types that have no binary form of ours, which therefore are cast from text by the server. */
    public static List<ValueCase> cast() {
        ValueCases cases = new ValueCases();
        cases.add("note", Schema.STRING_SCHEMA, "any text: '\\", "any text: '\\");
        cases.add("int4range", Schema.STRING_SCHEMA, "[1,5]", "[1,6)");
        cases.add("int4range[]", Schema.STRING_SCHEMA, "{NULL,empty}", "{NULL,empty}");
        cases.add("daterange", Schema.STRING_SCHEMA, "[2026-11-21,infinity)", "[2026-11-21,infinity)");
        cases.add("int4multirange", Schema.STRING_SCHEMA, "{[1,3),[5,6)}", "{[1,3),[5,6)}");
        cases.add("point", Schema.STRING_SCHEMA, "(1.5,-2)", "(1.5,-2)");
        cases.add("box", Schema.STRING_SCHEMA, "(1,1),(0,0)", "(1,1),(0,0)");
        cases.add("pair", Schema.STRING_SCHEMA, "(1,\"a b\")", "(1,\"a b\")");
        cases.add("ltree", Schema.STRING_SCHEMA, "top.science", "top.science");
        cases.add("pg_lsn", Schema.STRING_SCHEMA, "16/B374D848", "16/B374D848");
        cases.add("tsvector", Schema.STRING_SCHEMA, "a b", "'a' 'b'");
        cases.add("\"char\"", Schema.STRING_SCHEMA, "x", "x");
        return cases.cases;
    }

    private void wholeNumbers() {
        add("int2", Schema.INT8_SCHEMA, Byte.MIN_VALUE, "-128");
        add("int2", Schema.INT16_SCHEMA, Short.MIN_VALUE, "-32768");
        add("int2", Schema.INT64_SCHEMA, 300L, "300");
        add("int2", Schema.STRING_SCHEMA, "-32768", "-32768");
        add("int4", Schema.STRING_SCHEMA, " +7", "7");
        add("int4", Schema.INT32_SCHEMA, Integer.MIN_VALUE, "-2147483648");
        add("int4", Schema.INT8_SCHEMA, (byte) 7, "7");
        add("int4", Schema.FLOAT64_SCHEMA, 2.0, "2");
        add("int8", Schema.INT64_SCHEMA, Long.MIN_VALUE, "-9223372036854775808");
        add("int8", Schema.INT64_SCHEMA, Long.MAX_VALUE, "9223372036854775807");
        add("int8", Decimal.schema(0), new BigDecimal("42"), "42");
        add("int8", Schema.STRING_SCHEMA, " 42 ", "42");
    }

    private void reals() {
        add("float4", Schema.FLOAT32_SCHEMA, 1.1f, "1.1");
        add("float4", Schema.FLOAT64_SCHEMA, 1.1, "1.1");
        add("float4", Schema.FLOAT32_SCHEMA, Float.MAX_VALUE, "3.4028235e+38");
        add("float4", Schema.STRING_SCHEMA, "-1.5e-3", "-0.0015");
        add("float4", Schema.STRING_SCHEMA, "infinity", "Infinity");
        add("float8", Schema.FLOAT64_SCHEMA, -0.0, "-0");
        add("float8", Schema.FLOAT64_SCHEMA, Double.NaN, "NaN");
        add("float8", Schema.FLOAT64_SCHEMA, Double.NEGATIVE_INFINITY, "-Infinity");
        add("float8", Schema.FLOAT64_SCHEMA, Double.MIN_VALUE, "5e-324");
        add("float8", Schema.FLOAT64_SCHEMA, Double.MAX_VALUE, "1.7976931348623157e+308");
        add("float8", Schema.INT64_SCHEMA, 1L << 53, "9.007199254740992e+15");
        add("float8", Schema.STRING_SCHEMA, "1e3", "1000");
    }

    private void decimals() {
        decimal("numeric", "0", "0");
        decimal("numeric", "0.000", "0.000");
        decimal("numeric", "12345.678", "12345.678");
        decimal("numeric", "-0.00001", "-0.00001");
        decimal("numeric", "9999999999999999", "9999999999999999");
        decimal("numeric", "100000000", "100000000");
        decimal("numeric", "1E+20", "100000000000000000000");
        decimal("numeric", "1E-40", "0." + "0".repeat(39) + "1");
        String long77 = "1234567".repeat(11);
        decimal("numeric", "-" + long77 + "." + long77, "-" + long77 + "." + long77);
        decimal("numeric(5,2)", "1.005", "1.01");
        decimal("numeric(5,2)", "-1.005", "-1.01");
        decimal("numeric(5,2)", "999.994", "999.99");
        decimal("numeric(5,2)", "7", "7.00");
        decimal("price", "12.345", "12.35");
        add("numeric", Decimal.schema(0), new BigDecimal(BigInteger.TWO.pow(200)), BigInteger.TWO.pow(200) + "");
        add("numeric", Schema.INT64_SCHEMA, Long.MIN_VALUE, "-9223372036854775808");
        add("numeric", Schema.FLOAT64_SCHEMA, 0.1, "0.1");
        add("numeric", Schema.FLOAT64_SCHEMA, Double.NaN, "NaN");
        add("numeric", Schema.FLOAT64_SCHEMA, Double.POSITIVE_INFINITY, "Infinity");
        add("numeric", Schema.STRING_SCHEMA, "-12.50", "-12.50");
    }

    private void texts() {
        add("text", Schema.STRING_SCHEMA, "", "");
        add("text", Schema.STRING_SCHEMA, "a\tb\\N\n\\.", "a\tb\\N\n\\.");
        add("text", Schema.STRING_SCHEMA, "größer 😀", "größer 😀");
        add("text", Schema.STRING_SCHEMA, "x?".repeat(5000), "x?".repeat(5000));
        add("text", Schema.INT64_SCHEMA, 42L, "42");
        add("text", Schema.BOOLEAN_SCHEMA, true, "true");
        add("text", Schema.FLOAT64_SCHEMA, 1e15, "1e+15");
        add("varchar(3)", Schema.STRING_SCHEMA, "😀😀😀", "😀😀😀");
        add("varchar(3)", Schema.STRING_SCHEMA, "abc   ", "abc");
        add("code", Schema.STRING_SCHEMA, "abc ", "abc");
        add("varchar", Schema.STRING_SCHEMA, "a ", "a ");
        add("char(3)", Schema.STRING_SCHEMA, "abc   ", "abc");
    }

    private void bytes() {
        byte[] bytes = {0, 1, 2, (byte) 0xFF};
        add("bytea", Schema.BYTES_SCHEMA, bytes, "\\x000102ff");
        add("bytea", Schema.BYTES_SCHEMA, new byte[0], "\\x");
        add("bytea", Schema.BYTES_SCHEMA, ByteBuffer.wrap(bytes, 1, 2), "\\x0102");
        add("bytea", Schema.BYTES_SCHEMA, ByteBuffer.wrap(bytes, 1, 3).slice().asReadOnlyBuffer(), "\\x0102ff");
        add("bytea", Schema.STRING_SCHEMA, "\\xDEAD", "\\xdead");
        add("bytea", Schema.STRING_SCHEMA, "a\\000", "\\x6100");
        String uuid = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
        add("uuid", Schema.STRING_SCHEMA, uuid, uuid);
        add("uuid", Schema.STRING_SCHEMA, "{A0EEBC999C0B4EF8BB6D6BB9BD380A11}", uuid);
        add("uuid", Schema.BYTES_SCHEMA, new byte[16], "00000000-0000-0000-0000-000000000000");
    }

    private void words() {
        add("bool", Schema.BOOLEAN_SCHEMA, true, "true");
        add("bool", Schema.BOOLEAN_SCHEMA, false, "false");
        add("bool", Schema.STRING_SCHEMA, "off", "false");
        add("bool", Schema.INT32_SCHEMA, 1, "true");
        add("mood", Schema.STRING_SCHEMA, "sad", "sad");
        add("mood", Schema.STRING_SCHEMA, "größer", "größer");
    }

    private void documents() {
        add("json", Schema.STRING_SCHEMA, "{ \"a\" : 1 }", "{ \"a\" : 1 }");
        add("jsonb", Schema.STRING_SCHEMA, "{ \"a\" : 1.0 }", "{\"a\": 1.0}");
        add("jsonb", Schema.STRING_SCHEMA, "\"größer\"", "\"größer\"");
        add("jsonb", Schema.INT64_SCHEMA, 42L, "42");
        add("jsonb", Schema.FLOAT64_SCHEMA, 1e20, "100000000000000000000");
    }

    private void datesAndTimes() {
        add("date", DAY, date("1900-01-01T00:00:00Z"), "1900-01-01");
        add("date", DAY, date("2026-11-21T00:00:00Z"), "2026-11-21");
        add("date", Schema.INT32_SCHEMA, -719_529, "0002-12-31 BC");
        add("date", Schema.STRING_SCHEMA, "0044-03-15 BC", "0044-03-15 BC");
        add("date", Schema.STRING_SCHEMA, "4714-11-24 BC", "4714-11-24 BC");
        add("date", Schema.STRING_SCHEMA, "5874897-12-31", "5874897-12-31");
        add("date", Schema.STRING_SCHEMA, "infinity", "infinity");
        add("date", Schema.STRING_SCHEMA, "-infinity", "-infinity");
        add("time", Time.SCHEMA, new Date(36_000_123), "10:00:00.123");
        add("time", Schema.STRING_SCHEMA, "24:00:00", "24:00:00");
        add("time", Schema.STRING_SCHEMA, "23:59:59.999999", "23:59:59.999999");
        add("time(3)", Schema.STRING_SCHEMA, "10:00:00.1235", "10:00:00.124");
    }

    private void instants() {
        Date instant = date("2026-11-21T10:00:00.123Z");
        add("timestamp", Timestamp.SCHEMA, instant, "2026-11-21 10:00:00.123");
        add("timestamp", DAY, date("2026-11-21T00:00:00Z"), "2026-11-21 00:00:00");
        add("timestamp", Schema.STRING_SCHEMA, "2026-11-21T10:00:00.123456+02", "2026-11-21 10:00:00.123456");
        add("timestamp", Schema.STRING_SCHEMA, "2026-11-21 24:00", "2026-11-22 00:00:00");
        add("timestamp(3)", Schema.STRING_SCHEMA, "1999-12-31 23:59:59.1235", "1999-12-31 23:59:59.123");
        add("timestamptz", Timestamp.SCHEMA, instant, "2026-11-21 10:00:00.123+00");
        add("timestamptz", Schema.INT64_SCHEMA, -1L, "1969-12-31 23:59:59.999+00");
        add("timestamptz", Schema.STRING_SCHEMA, "2026-11-21T10:00:00+02", "2026-11-21 08:00:00+00");
        add("timestamptz", Schema.STRING_SCHEMA, "2026-11-21 10:00:00", "2026-11-21 10:00:00+00");
        add("timestamptz", Schema.STRING_SCHEMA, "0044-03-15 10:00:00Z BC", "0044-03-15 10:00:00+00 BC");
        add("timestamptz", Schema.STRING_SCHEMA, "infinity", "infinity");
        add("timestamptz", Schema.STRING_SCHEMA, "-infinity", "-infinity");
        add("timestamptz", Schema.STRING_SCHEMA, "294276-12-31 23:59:59.999999Z", "294276-12-31 23:59:59.999999+00");
    }

    private void arrays() {
        add("text[]", Schema.STRING_SCHEMA, "{a,NULL}", "{a,NULL}");
        add("text[]", Schema.STRING_SCHEMA, " { \"NULL\" , nUlL,a\\,b,x y } ", "{\"NULL\",NULL,\"a,b\",\"x y\"}");
        add("int[]", Schema.STRING_SCHEMA, "{{1,2},{3,NULL}}", "{{1,2},{3,NULL}}");
        add("mood[]", Schema.STRING_SCHEMA, "{sad,\"größer\"}", "{sad,größer}");
        add("price[]", Schema.STRING_SCHEMA, "{1.005,NULL}", "{1.01,NULL}");
        add("numeric(4,1)[]", Schema.STRING_SCHEMA, "{}", "{}");
        add("bytea[]", Schema.STRING_SCHEMA, "{\\\\x00ff}", "{\"\\\\x00ff\"}");
    }

    private void decimal(String type, String value, String shown) {
        BigDecimal decimal = new BigDecimal(value);
        add(
                type,
                SchemaBuilder.bytes()
                        .name(Decimal.LOGICAL_NAME)
                        .parameter(Decimal.SCALE_FIELD, Integer.toString(decimal.scale()))
                        .build(),
                decimal,
                shown);
    }

    private void add(String type, Schema schema, Object value, String shown) {
        cases.add(new ValueCase(type, schema, value, shown));
    }

    private static Date date(String instant) {
        return Date.from(Instant.parse(instant));
    }
}
