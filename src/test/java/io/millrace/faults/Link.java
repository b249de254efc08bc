package io.millrace.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One connection along a wire. Pumped by two threads, cut by any. */
final class Link {
    private static final int PIECE = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    Link(Socket client, Socket server) throws IOException {
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    boolean isSilent() {
        return silent;
    }

    void cut() {
        Wire.close(client);
        Wire.close(server);
    }

    /** Passes bytes on in one direction until either side ends. */
    void pump(Direction direction, Mishap mishap) {
        Socket from = direction == Direction.TO_SERVER ? client : server;
        Socket to = direction == Direction.TO_SERVER ? server : client;
        Messages messages = new Messages(direction);
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                messages.read(piece, count);
                Passage passage = mishap.meets(direction, messages);
                if (!silent && !pass(passage, piece, count, out)) {
                    return;
                }
            }
        } catch (IOException e) {
            // One side is gone, and the other follows.
        } finally {
            cut();
        }
    }

    /** Says whether the connection lives on. */
    private boolean pass(Passage passage, byte[] piece, int count, OutputStream out) throws IOException {
        int passed = switch (passage) {
            case WHOLE -> count;
            case HALF_THEN_CUT, HALF_THEN_SILENCE -> count / 2;
            case NONE_THEN_CUT -> 0;
        };
        out.write(piece, 0, passed);
        silent |= passage == Passage.HALF_THEN_SILENCE;
        return passage == Passage.WHOLE || silent;
    }
}
