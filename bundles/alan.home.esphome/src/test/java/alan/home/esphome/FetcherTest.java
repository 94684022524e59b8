package alan.home.esphome;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.satellite.Satellite.Playback;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetcherTest {
    private final BlockingQueue<String> happened = new LinkedBlockingQueue<>();
    private final Fetcher fetcher = new Fetcher(Duration.ofMillis(500));
    /** A permit a block. */
    private final Semaphore room = new Semaphore(1_000);
    private ServerSocket hub;

    @BeforeEach
    void listen() throws Exception {
        hub = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        hub.setSoTimeout(20_000);
    }

    @AfterEach
    void leave() throws Exception {
        fetcher.close();
        hub.close();
    }

    private void fetch(String name) {
        fetcher.fetch("http://127.0.0.1:" + hub.getLocalPort() + "/" + name + ".wav", rate -> new Playback() {
            @Override
            public void write(float[] samples) {
                happened.add(name + " has " + samples.length);
            }

            @Override
            public void awaitRoom() {
                try {
                    room.acquire();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void end() {
                happened.add(name + " ends");
            }
        }, failure -> happened.add(name + (failure == null ? " was stopped" : ": " + failure.getMessage())));
    }

    private String next() throws InterruptedException {
        return happened.poll(20, TimeUnit.SECONDS);
    }

    private Socket asked() throws IOException {
        Socket socket = hub.accept();
        socket.setSoTimeout(20_000);
        // To the end of the first line: the hub has got the question.
        for (int next = socket.getInputStream().read(); next != '\n'; next = socket.getInputStream().read()) {
            assertThat(next).isNotNegative();
        }
        return socket;
    }

    private static void answer(Socket socket, int samples) throws IOException {
        answer(socket, samples, 0);
    }

    private static void answer(Socket socket, int samples, int missing) throws IOException {
        byte[] wav = WavServer.wav(samples);
        OutputStream out = socket.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + wav.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(wav, 0, wav.length - 2 * missing);
        out.flush();
    }

    @Test
    void anAnswerThatIsStoppedWhileItIsThoughtOfDoesNotHoldUpTheNext() throws Exception {
        fetch("first");
        try (Socket thinking = asked()) {
            fetcher.stop();
            assertThat(next()).isEqualTo("first was stopped");
            fetch("second");
            try (Socket socket = asked()) {
                answer(socket, 3);
                assertThat(next()).isEqualTo("second has 3");
                assertThat(next()).isEqualTo("second ends");
            }
            thinking.getInputStream().skip(Long.MAX_VALUE);
            assertThat(thinking.getInputStream().read()).as("the hub is told, as the connection is closed").isNegative();
        }
    }

    @Test
    void aSoundThatStopsComingDoesNotHoldUpTheNext() throws Exception {
        fetch("first");
        try (Socket stalled = asked()) {
            answer(stalled, 1_024 + 5, 2);
            fetch("second");
            try (Socket socket = asked()) {
                assertThat(next()).isEqualTo("first has 1024");
                assertThat(next()).isEqualTo("first ends");
                answer(socket, 3);
                assertThat(next()).isEqualTo("second has 3");
            }
        }
    }

    @Test
    void nothingMoreIsReadThanThereIsRoomForHoweverLongThatTakes() throws Exception {
        room.drainPermits();
        fetch("first");
        try (Socket socket = asked()) {
            answer(socket, 3 * 1_024);
            assertThat(next()).isEqualTo("first has 1024");
            // Longer than the sound may pause: it is the speaker that does.
            assertThat(happened.poll(1_500, TimeUnit.MILLISECONDS)).isNull();
            room.release(3);
            assertThat(List.of(next(), next(), next())).containsExactly("first has 1024", "first has 1024", "first ends");
        }
    }

    @Test
    void whatIsNotThereIsAFailure() throws Exception {
        fetch("first");
        try (Socket socket = asked()) {
            socket.getOutputStream().write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(next()).isEqualTo("first: What the hub wants to be played cannot be fetched (404).");
        }
    }
}
