package io.millrace.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final byte[] OUTSIDE = {'I'};
    private static final byte[] INSIDE = {'T'};

    private final Messages toClient = new Messages(Direction.TO_CLIENT);

    @Test
    void aWriteIsCommittedWhenTheServerIsOutsideATransactionAgain() throws IOException {
        read(toClient, message('C', tag("INSERT 0 5")), message('Z', INSIDE));
        assertThat(toClient.endCommit()).isFalse();

        read(toClient, message('C', tag("COMMIT")), message('Z', OUTSIDE));
        assertThat(toClient.endCommit()).isTrue();
    }

    @Test
    void whatOnlyReadsCommitsNothing() throws IOException {
        read(toClient, message('C', tag("SELECT 1")), message('Z', OUTSIDE));

        assertThat(toClient.endCommit()).isFalse();
    }

    @Test
    void messagesAreFoundHoweverTheyAreCut() throws IOException {
        byte[] whole = join(message('C', tag("COPY 7")), message('Z', OUTSIDE));
        boolean committed = false;
        for (byte next : whole) {
            toClient.read(new byte[] {next}, 1);
            committed |= toClient.endCommit();
        }

        assertThat(committed).isTrue();
    }

    @Test
    void theFirstMessageToTheServerHasNoType() throws IOException {
        Messages toServer = new Messages(Direction.TO_SERVER);
        byte[] typed = message('x', "\0\3\0\0user\0d\0".getBytes(StandardCharsets.US_ASCII));
        byte[] startup = Arrays.copyOfRange(typed, 1, typed.length);

        read(toServer, startup, message('d', new byte[100]), message('c', new byte[0]));

        assertThat(toServer.carry('d')).isTrue();
        assertThat(toServer.carry('B')).isFalse();
    }

    private static void read(Messages messages, byte[]... parts) throws IOException {
        byte[] whole = join(parts);
        messages.read(whole, whole.length);
    }

    private static byte[] tag(String words) {
        return (words + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] message(char type, byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(type);
        out.writeInt(Integer.BYTES + body.length);
        out.write(body);
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }
}
