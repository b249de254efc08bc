package io.millrace.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network between a task and its database that a test can take down: it refuses, cuts and holds back. Any thread may
 * tell it; each connection has two threads of its own.
 */
public final class Proxy implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private static final String ANYTHING = "*";

    private final TestDatabase database;
    private final int port = FreePorts.take();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    // Guarded by this
    private ServerSocket listening;
    private boolean held;
    private String wordOfClient = "";
    private String wordOfServer = "";
    private String wordOfLastAnswer = "";
    private Runnable beforeCut = () -> {};
    private int strikes;

    private Proxy(TestDatabase database) {
        this.database = database;
    }

    public static Proxy before(TestDatabase database) {
        return new Proxy(database);
    }

    /** The database as it is reached through here; nothing listens there before {@link #allow}. */
    public String jdbcUrl() {
        return database.jdbcUrl(port);
    }

    /** Lets connections in. */
    public synchronized Proxy allow() {
        try {
            listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException("the port was taken meanwhile", e);
        }
        ServerSocket accepting = listening;
        start(() -> accept(accepting));
        return this;
    }

    /** Ends every connection and refuses new ones, as when the server's process is gone. */
    public void refuse() {
        synchronized (this) {
            close(listening);
        }
        cut();
    }

    /** Ends every connection; new ones may come. */
    public void cut() {
        sockets.forEach(Proxy::close);
        sockets.clear();
    }

    /** Cuts the connection in place of the next message to the server that holds this word: it never arrives. */
    public void cutBefore(String word) {
        cutBefore(word, () -> {});
    }

    /** The same, after something else has happened. */
    public synchronized void cutBefore(String word, Runnable first) {
        wordOfClient = word;
        beforeCut = first;
    }

    /** Cuts the connection in place of the next answer that holds this word: what was asked for has happened. */
    public synchronized void swallow(String word) {
        wordOfServer = word;
    }

    /** Cuts the connection after the next answer that holds this word: what is sent then never arrives. */
    public synchronized void cutAfter(String word) {
        wordOfLastAnswer = word;
    }

    /** How often a word was met. */
    public synchronized int strikes() {
        return strikes;
    }

    /** Lets no byte through and ends nothing, as a network that drops packets. */
    public synchronized void hold() {
        held = true;
    }

    /** Lets bytes through again, those held back first. */
    public synchronized void release() {
        held = false;
        notifyAll();
    }

    private void accept(ServerSocket accepting) {
        while (!accepting.isClosed()) {
            try {
                Socket client = accepting.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), database.port());
                sockets.add(client);
                sockets.add(server);
                start(() -> pump(client, server, false));
                start(() -> pump(server, client, true));
            } catch (IOException e) {
                // Closed by refuse, or the one connection failed: the loop's condition tells.
                continue;
            }
        }
    }

    private void pump(Socket from, Socket to, boolean isServer) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                awaitRelease();
                if (strikes(new String(chunk, 0, count, StandardCharsets.ISO_8859_1), isServer)) {
                    takeBeforeCut().run();
                    return;
                }
                out.write(chunk, 0, count);
            }
        } catch (IOException e) {
            // One side is gone, and the other follows.
        } finally {
            close(from);
            close(to);
        }
    }

    private synchronized boolean strikes(String bytes, boolean isServer) {
        if (isServer && holds(bytes, wordOfLastAnswer)) {
            wordOfLastAnswer = "";
            wordOfClient = ANYTHING;
        }
        if (!holds(bytes, isServer ? wordOfServer : wordOfClient)) {
            return false;
        }
        wordOfServer = "";
        wordOfClient = "";
        strikes++;
        return true;
    }

    private synchronized Runnable takeBeforeCut() {
        Runnable taken = beforeCut;
        beforeCut = () -> {};
        return taken;
    }

    private static boolean holds(String bytes, String word) {
        return !word.isEmpty() && (word.equals(ANYTHING) || bytes.contains(word));
    }

    private synchronized void awaitRelease() throws IOException {
        try {
            while (held) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("a socket could not be closed", e);
        }
    }

    @Override
    public void close() {
        refuse();
        release();
    }
}
