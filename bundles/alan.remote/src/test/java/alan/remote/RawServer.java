package alan.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers with bytes that no decent server would send: each connection or request gets the next of a list. */
final class RawServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    RawServer(String... answers) throws IOException {
        this(answers, null, true);
    }

    /** {@return a server that does not wait to be asked} @param answer that it gives to everyone */
    static RawServer unasked(String answer) throws IOException {
        return new RawServer(new String[] {answer}, null, false);
    }

    /** {@return a server that says something for ever} @param head said once @param line said again and again */
    static RawServer endless(String head, String line) throws IOException {
        return new RawServer(new String[] {head}, line, true);
    }

    /** {@return likewise, slowly} @param pause between two lines, in ms */
    static RawServer dripping(String head, String line, long pause) throws IOException {
        return new RawServer(new String[] {head}, line, true, pause);
    }

    private RawServer(String[] answers, String line, boolean patient) throws IOException {
        this(answers, line, patient, 0);
    }

    private RawServer(String[] answers, String line, boolean patient, long pause) throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(answers, line, patient, pause), "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(String[] answers, String line, boolean patient, long pause) {
        for (int next = 0; ; next++) {
            try (Socket connection = socket.accept()) {
                if (patient) {
                    requests.add(head(connection.getInputStream()));
                }
                OutputStream out = connection.getOutputStream();
                out.write(answers[Math.min(next, answers.length - 1)].getBytes(StandardCharsets.ISO_8859_1));
                while (line != null) {
                    Thread.sleep(pause);
                    out.write(line.getBytes(StandardCharsets.ISO_8859_1));
                }
            } catch (IOException e) {
                if (socket.isClosed()) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && !head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r"); next = in.read()) {
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
