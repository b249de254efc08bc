package io.millrace.encode;

import io.millrace.config.EncodeSettings;
import io.millrace.table.TypeKind;
import io.millrace.testing.TableBuilder;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One field of each type: from the object that a converter gives, and from the characters that a parser has. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class EncoderBenchmark {
    @Param
    public Subject subject;

    private final RowBuffer out = new RowBuffer(1024);
    private final CharSlice text = new CharSlice();
    private FieldEncoder encoder;

    /** A type with a value as a converter gives it, and the same as JSON has it. */
    public enum Subject {
        BOOL(TypeKind.BOOL, true, "true", false),
        INT2(TypeKind.INT2, (short) 731, "731", true),
        INT4(TypeKind.INT4, 1_234_567, "1234567", true),
        INT8(TypeKind.INT8, 1_234_567_890_123L, "1234567890123", true),
        FLOAT4(TypeKind.FLOAT4, 21.5f, "21.5", true),
        FLOAT8(TypeKind.FLOAT8, 21.578125, "21.578125", true),
        FLOAT8_LONG(TypeKind.FLOAT8, 0.8414709848078965, "0.8414709848078965", true),
        NUMERIC(TypeKind.NUMERIC, new BigDecimal("1249.95"), "1249.95", true),
        NUMERIC_LONG(
                TypeKind.NUMERIC, new BigDecimal("1234567.1234567890123456789"), "1234567.1234567890123456789", true),
        TEXT(TypeKind.TEXT, "filter changed, next check due in May", "filter changed, next check due in May", false),
        TEXT_WIDE(TypeKind.TEXT, "größer als früher – 😀 über alles", "größer als früher – 😀 über alles", false),
        BYTEA(TypeKind.BYTEA, new byte[64], "\\x00112233445566778899aabbccddeeff", false),
        UUID(TypeKind.UUID, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", false),
        JSON(
                TypeKind.JSON,
                "{\"a\":[1,2.5,\"x\"],\"b\":{\"c\":null}}",
                "{\"a\":[1,2.5,\"x\"],\"b\":{\"c\":null}}",
                false),
        JSONB(
                TypeKind.JSONB,
                "{\"a\":[1,2.5,\"x\"],\"b\":{\"c\":null}}",
                "{\"a\":[1,2.5,\"x\"],\"b\":{\"c\":null}}",
                false),
        DATE(TypeKind.DATE, new Date(0), "2026-11-21", false),
        TIME(TypeKind.TIME, "10:00:00.123456", "10:00:00.123456", false),
        TIMESTAMP(TypeKind.TIMESTAMP, new Date(1_795_255_200_123L), "2026-11-21T10:00:00.123456", false),
        TIMESTAMPTZ(TypeKind.TIMESTAMPTZ, new Date(1_795_255_200_123L), "2026-11-21T10:00:00.123456Z", false),
        OID(TypeKind.OID, 2_147_483_648L, "2147483648", true),
        NAME(TypeKind.NAME, "orders_by_customer", "orders_by_customer", false),
        CITEXT(TypeKind.CITEXT, "ann@example.org", "ann@example.org", false),
        XML(TypeKind.XML, "<a b=\"1\">text</a>", "<a b=\"1\">text</a>", false),
        TIMETZ(TypeKind.TIMETZ, "10:00:00.123456+02", "10:00:00.123456+02", false),
        INTERVAL(TypeKind.INTERVAL, "P1Y2M3DT4H5M6.789S", "1 year 2 mons 3 days 04:05:06.789", false),
        INET(TypeKind.INET, "10.20.30.40", "2001:db8::ff00:42:8329", false),
        CIDR(TypeKind.CIDR, "10.20.0.0/16", "2001:db8::/32", false),
        MACADDR(TypeKind.MACADDR, "08:00:2b:01:02:03", "08:00:2b:01:02:03", false),
        BIT(TypeKind.BIT, "1010010110100101", "1010010110100101", false),
        VARBIT(TypeKind.VARBIT, "xA5A5", "xA5A5", false);

        private final TypeKind kind;
        private final Object value;
        private final String json;
        private final boolean number;

        Subject(TypeKind kind, Object value, String json, boolean number) {
            this.kind = kind;
            this.value = value;
            this.json = json;
            this.number = number;
        }
    }

    @Setup
    public void find() {
        encoder = new Encoders(new EncodeSettings(ZoneOffset.UTC))
                .find(DateSource.INSTANT, TableBuilder.column(subject.kind, -1));
        text.show(subject.json.toCharArray(), 0, subject.json.length());
    }

    @Benchmark
    public int object() {
        out.clear();
        encoder.encode(subject.value, out);
        return out.size();
    }

    @Benchmark
    public int characters() {
        out.clear();
        boolean isWhole = subject.number && subject.json.indexOf('.') < 0;
        if (isWhole) {
            encoder.encodeWhole(NumberText.whole(text), out);
        } else if (subject.number) {
            encoder.encodeNumber(text, out);
        } else {
            encoder.encodeText(text, out);
        }
        return out.size();
    }
}
