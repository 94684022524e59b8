package alan.home.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker that lets nobody listen at first, which mosquitto does only with a plugin: as much of one as is needed for that. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RefusedTest {
    private static final int CONNECT = 1;
    private static final int PUBLISH = 3;
    private static final int SUBSCRIBE = 8;
    private static final byte REFUSED = (byte) 0x80;

    private final Topics topics = Topics.of("homeassistant", new byte[] {7});
    private final FakeNode node = new FakeNode();
    private final BlockingQueue<Integer> came = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private MqttDevice device;
    private volatile boolean allowed;

    @AfterEach
    void end() throws IOException {
        device.close();
        server.close();
    }

    private void serve() {
        try (Socket socket = server.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (true) {
                int type = in.readUnsignedByte() >> 4;
                int length = 0;
                int piece;
                int shift = 0;
                do {
                    piece = in.readUnsignedByte();
                    length |= (piece & 0x7f) << shift;
                    shift += 7;
                } while (piece > 0x7f);
                byte[] body = in.readNBytes(length);
                came.add(type);
                if (type == CONNECT) {
                    out.write(new byte[] {0x20, 2, 0, 0});
                } else if (type == SUBSCRIBE) {
                    byte answer = allowed ? 1 : REFUSED;
                    out.write(new byte[] {(byte) 0x90, 4, body[0], body[1], answer, answer});
                }
            }
        } catch (IOException e) {
            // The device has gone.
        }
    }

    @Test
    void whoeverMayNotListenShowsNothingSaysSoAndAsksAgain() throws Exception {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
        device = new MqttDevice(new Settings("127.0.0.1", server.getLocalPort(), false, "", "", "homeassistant"), topics, new Discovery(topics, "Alan", "1"), node.choices(), node::satellite);
        device.start();
        assertThat(List.of(came.take(), came.take())).containsExactly(CONNECT, SUBSCRIBE);
        assertThat(came.take()).as("once more").isEqualTo(SUBSCRIBE);
        assertThat(device.problem().orElseThrow().english()).contains("does not let Alan listen to " + topics.command("+"));
        device.changed();
        allowed = true;
        int next = came.take();
        while (next == SUBSCRIBE) {
            next = came.take();
        }
        assertThat(next).isEqualTo(PUBLISH);
        assertThat(device.problem()).isEmpty();
    }
}
