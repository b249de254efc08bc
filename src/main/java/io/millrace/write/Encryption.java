package io.millrace.write;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Whether a server lacks the encryption that the settings insist on, which the driver tells apart from a lacking
 * password by its message alone. So the server is asked, as the driver does (PostgreSQL manual, Message Formats,
 * SSLRequest). Stateless; blocks for a moment.
 */
final class Encryption {
    private static final Set<String> REQUIRING = Set.of("require", "verify-ca", "verify-full");
    private static final int SSL_REQUEST_BYTES = 8;
    private static final int SSL_REQUEST = 80877103;
    private static final int NO = 'N';
    private static final int ANSWER_MILLIS = 1000;

    private Encryption() {}

    static boolean isLacking(PGSimpleDataSource source) {
        return isRequired(source) && isRefused(source.getServerNames()[0], source.getPortNumbers()[0]);
    }

    private static boolean isRequired(PGSimpleDataSource source) {
        String mode = source.getSslMode();
        return mode == null ? source.getSsl() : REQUIRING.contains(mode);
    }

    /** By the first host of several, which are replicas of each other and set up alike. */
    private static boolean isRefused(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            DataOutputStream request = new DataOutputStream(socket.getOutputStream());
            request.writeInt(SSL_REQUEST_BYTES);
            request.writeInt(SSL_REQUEST);
            request.flush();
            return new DataInputStream(socket.getInputStream()).read() == NO;
        } catch (IOException e) {
            return false;
        }
    }
}
