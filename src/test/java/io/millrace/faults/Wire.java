package io.millrace.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between the workers and their database: it cuts, delays, loses and refuses as its mishap says. The thread
 * that strikes tells it; each connection has two threads of its own.
 */
final class Wire implements AutoCloseable {
    private final int serverPort;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Mishap mishap = Mishap.NONE;
    private volatile ServerSocket listening;

    private Wire(int serverPort) {
        this.serverPort = serverPort;
    }

    static Wire to(PostgresProcess server) {
        Wire wire = new Wire(server.port());
        wire.listen(0);
        return wire;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** From now on this happens to every piece that comes by. */
    void suffer(Mishap next) {
        mishap = next;
    }

    /** All is well again; connections on which something was lost end. */
    void mend() {
        mishap = Mishap.NONE;
        links.stream().filter(Link::isSilent).forEach(Link::cut);
    }

    /** Ends every connection and refuses new ones. */
    void refuse() {
        close(listening);
        links.forEach(Link::cut);
    }

    /** Lets connections in again. */
    void allow() {
        listen(port());
    }

    private void listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listening = socket;
            start("wire", () -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException("the wire cannot listen", e);
        }
    }

    private void accept(ServerSocket accepting) {
        while (!accepting.isClosed()) {
            try {
                link(accepting.accept());
            } catch (IOException e) {
                // Refused on purpose: the loop's condition tells.
                continue;
            }
        }
    }

    private void link(Socket client) {
        try {
            Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
            links.add(link);
            start("wire-to-server", () -> pump(link, Direction.TO_SERVER));
            start("wire-to-client", () -> pump(link, Direction.TO_CLIENT));
        } catch (IOException e) {
            // No server is there: whoever called hears what it would hear from the server's port.
            close(client);
        }
    }

    private void pump(Link link, Direction direction) {
        link.pump(direction, (way, messages) -> mishap.meets(way, messages));
        links.remove(link);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("a socket could not be closed", e);
        }
    }

    @Override
    public void close() {
        refuse();
    }
}
