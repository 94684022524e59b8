package alan.node.net;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.home.AllowList;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AcceptorTest {
    private final BlockingQueue<String> happened = new LinkedBlockingQueue<>();

    /** Answers one byte, and fails wherever it is told to. */
    private final class Host implements Acceptor.Host {
        private volatile RuntimeException failure;

        @Override
        public void prepare() {
            happened.add("prepare");
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void listening(int port) {
            happened.add("listening");
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public AlanException problem(String reason) {
            return new AlanException("No port (%s).", reason);
        }

        @Override
        public void welcome(Socket socket) throws IOException {
            if (failure != null) {
                throw failure;
            }
            try (socket) {
                socket.getOutputStream().write(7);
            }
        }

        @Override
        public void look() {
            happened.add("look");
        }
    }

    private static Acceptor acceptor(int port, Host host) throws AlanException {
        Acceptor acceptor = new Acceptor("test-acceptor", new InetSocketAddress(InetAddress.getLoopbackAddress(), port), AllowList.of("10.0.0.1"), host);
        acceptor.start();
        return acceptor;
    }

    private static int ask(Acceptor acceptor) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), acceptor.port())) {
            return socket.getInputStream().read();
        }
    }

    @Test
    void whoConnectsIsWelcomedAndLookedAfterMeanwhile() throws Exception {
        try (Acceptor acceptor = acceptor(0, new Host())) {
            assertThat(acceptor.listening()).isTrue();
            assertThat(acceptor.address()).isEqualTo("127.0.0.1:" + acceptor.port());
            assertThat(happened.take()).isEqualTo("listening");
            assertThat(happened.take()).isEqualTo("prepare");
            // Also where there is a new client all the time.
            while (happened.poll() == null) {
                assertThat(ask(acceptor)).isEqualTo(7);
            }
        }
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().equals("test-acceptor"));
    }

    @Test
    void whateverTheHostFailsAtTheNextOneIsWelcomed() throws Exception {
        Host host = new Host();
        host.failure = new IllegalStateException("of a test");
        try (Acceptor acceptor = acceptor(0, host)) {
            assertThat(ask(acceptor)).as("closed").isEqualTo(-1);
            host.failure = null;
            assertThat(ask(acceptor)).isEqualTo(7);
        }
    }

    @Test
    void aPortThatIsTakenIsTriedAgain() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); Acceptor acceptor = acceptor(other.getLocalPort(), new Host())) {
            assertThat(acceptor.listening()).isFalse();
            assertThat(acceptor.port()).isZero();
            assertThat(acceptor.address()).isEqualTo("127.0.0.1:" + other.getLocalPort());
            assertThat(acceptor.problem()).startsWith("No port (");
            other.close();
            assertThat(happened.poll(1, TimeUnit.SECONDS)).isEqualTo("prepare");
            assertThat(happened.poll(30, TimeUnit.SECONDS)).isEqualTo("listening");
            assertThat(acceptor.problem()).isNull();
            assertThat(ask(acceptor)).isEqualTo(7);
        }
    }
}
