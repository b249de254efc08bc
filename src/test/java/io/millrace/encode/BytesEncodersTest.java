package io.millrace.encode;

import static io.millrace.encode.Encoding.into;
import static io.millrace.table.TypeKind.BYTEA;
import static io.millrace.table.TypeKind.UUID;
import static io.millrace.testing.BytesAssert.assertThat;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesEncodersTest {
    private static final byte[] BYTES = {0, 1, 2, 3, (byte) 0xFF};

    @Test
    void bytesAreWrittenAsTheyAre() {
        assertThat(into(BYTEA).of(BYTES)).isEncodedAs(bytes(0, 1, 2, 3, 0xFF));
        assertThat(into(BYTEA).of(new byte[0])).isEncodedAs(bytes());
    }

    @Test
    void aSliceIsWrittenAloneAndKeepsItsPosition() {
        ByteBuffer slice = ByteBuffer.wrap(BYTES, 1, 3).slice().position(1);
        ByteBuffer direct = ByteBuffer.allocateDirect(5).put(BYTES).flip().position(3);

        assertThat(into(BYTEA).of(slice)).isEncodedAs(bytes(2, 3));
        assertThat(into(BYTEA).of(slice)).isEncodedAs(bytes(2, 3));
        assertThat(into(BYTEA).of(slice.asReadOnlyBuffer())).isEncodedAs(bytes(2, 3));
        assertThat(into(BYTEA).of(direct)).isEncodedAs(bytes(3, 0xFF));
    }

    @Test
    void textIsReadInBothFormsOfBytea() {
        assertThat(into(BYTEA).of("\\x00Ff 10")).isEncodedAs(bytes(0x00, 0xFF, 0x10));
        assertThat(into(BYTEA).of("a\\\\\\000\\377é")).isEncodedAs(bytes('a', '\\', 0, 0xFF, 0xC3, 0xA9));
    }

    @Test
    void malformedByteaIsRefused() {
        into(BYTEA).isRefused("\\x0", "invalid hexadecimal data for bytea (22P02)");
        into(BYTEA).isRefused("\\x0g", "invalid hexadecimal data for bytea (22P02)");
        into(BYTEA).isRefused("a\\4", "invalid input syntax for type bytea (22P02)");
        into(BYTEA).isRefused("\\400", "invalid input syntax for type bytea (22P02)");
        into(BYTEA).isRefused(42, "a number cannot become bytea (42804)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
                "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
                "a0eebc999c0b4ef8bb6d6bb9bd380a11",
                "a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11"
            })
    void uuidsAreReadInEveryFormPostgresReads(String text) {
        assertThat(into(UUID).of(text)).isEncodedAs(out -> {
            out.putInt(16);
            out.putLong(0xa0eebc999c0b4ef8L);
            out.putLong(0xbb6d6bb9bd380a11L);
        });
    }

    @Test
    void sixteenBytesAreAUuid() {
        byte[] raw = new byte[17];
        raw[16] = 7;

        assertThat(into(UUID).of(ByteBuffer.wrap(raw, 1, 16))).isEncodedAs(out -> {
            out.putInt(16);
            out.putLong(0);
            out.putLong(7);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a0eebc99",
                "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1",
                "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1g",
                "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11a",
                "a0eebc99--9c0b-4ef8-bb6d-6bb9bd380a11",
                "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11-",
                "a-0eebc999c0b4ef8bb6d6bb9bd380a11"
            })
    void whatIsNoUuidIsRefused(String text) {
        into(UUID).isRefused(text, "invalid input syntax for type uuid (22P02)");
    }

    private static Consumer<RowBuffer> bytes(int... bytes) {
        return out -> {
            out.putInt(bytes.length);
            for (int b : bytes) {
                out.putByte(b);
            }
        };
    }
}
