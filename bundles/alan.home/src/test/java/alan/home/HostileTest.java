package alan.home;

import static org.assertj.core.api.Assertions.assertThat;

import alan.wyoming.AudioFormat;
import alan.wyoming.EventWriter;
import alan.wyoming.Events;
import alan.wyoming.WyomingEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever one client sends, it gets a sentence or nothing, and the next one is served. */
@Timeout(120)
class HostileTest {
    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    private static byte[] conversation() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        AudioFormat format = new AudioFormat(16_000, 2, 1);
        for (WyomingEvent event : List.of(Client.event("describe", "{}"), Client.event("transcribe", "{\"language\":\"en\"}"), Events.audioStart(format),
                Events.audioChunk(format, new byte[64]), Events.audioStop(), Client.event("synthesize-start", "{}"),
                Client.event("synthesize-chunk", "{\"text\":\"One. Two\"}"), Client.event("synthesize-stop", "{}"),
                Client.event("transcript", "{\"text\":\"hi\"}"), Client.event("ping", "{}"))) {
            all.writeBytes(EventWriter.bytes(event));
        }
        return all.toByteArray();
    }

    @Test
    void framesThatAreCutAnywhere() throws Exception {
        byte[] whole = conversation();
        for (int length = 1; length < whole.length; length += 3) {
            try (Client client = house.client()) {
                client.raw(Arrays.copyOf(whole, length));
            }
        }
        House.await("an end", () -> house.server.status().connections().isEmpty());
        house.assertWell();
    }

    @Test
    void framesThatComeByteByByte() throws Exception {
        try (Client client = house.client()) {
            client.socket.setTcpNoDelay(true);
            for (byte each : conversation()) {
                client.raw(new byte[] {each});
            }
            assertThat(client.readUntil("handled")).extracting(WyomingEvent::type)
                    .contains("info", "transcript", "audio-start", "synthesize-stopped", "pong");
        }
        house.assertWell();
    }

    @Test
    void garbage() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[1 + random.nextInt(3000)];
            random.nextBytes(bytes);
            try (Client client = house.client()) {
                client.raw(bytes);
                client.raw("\n".getBytes());
                assertThat(client.readToEnd()).as("garbage " + i).extracting(WyomingEvent::type).containsExactly("error");
            } catch (SocketException reset) {
                // The server had gone while there was still something to send.
                continue;
            }
        }
        house.assertWell();
    }

    @Test
    void whatOtherProtocolsSend() throws Exception {
        for (String hello : List.of("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\u0016\u0003\u0001\n", "SSH-2.0-OpenSSH_9.2\r\n", "\n", "null\n", "{}\n", "[]\n", "1\n")) {
            try (Client client = house.client()) {
                client.raw(hello.getBytes());
                assertThat(client.readToEnd()).as(hello).singleElement().satisfies(event -> assertThat(event.data().get("code").asText()).isEqualTo("bad-event"));
            }
        }
        house.assertWell();
    }

    @Test
    void hugeLengthsAndLines() throws Exception {
        for (String header : List.of("{\"type\":\"a\",\"payload_length\":2147483647}\n", "{\"type\":\"a\",\"data_length\":99999999999999}\n",
                "{\"type\":\"a\",\"payload_length\":" + (Connection.MOST_PAYLOAD + 1) + "}\n",
                "{\"type\":\"a\",\"data_length\":" + (Connection.MOST_DATA + 1) + "}\n")) {
            try (Client client = house.client()) {
                client.raw(header.getBytes());
                assertThat(client.readToEnd()).as(header).extracting(event -> event.data().path("code").asText()).containsExactly("too-large");
            }
        }
        try (Client client = house.client()) {
            client.raw(" ".repeat(70_000).getBytes());
            assertThat(client.readToEnd()).extracting(event -> event.data().path("code").asText()).containsExactly("too-large");
        }
        house.assertWell();
    }

    @Test
    void nullDataAndUnknownEvents() throws Exception {
        try (Client client = house.client()) {
            client.raw("{\"type\":\"describe\",\"data\":null}\n".getBytes());
            assertThat(client.read().type()).isEqualTo("info");
            client.send("run-pipeline", "{\"start_stage\":\"asr\"}");
            client.send("voice-started", "{\"timestamp\":1}");
            client.send("select-program", "{\"name\":\"x\"}");
            client.send("audio-stop", "{}");
            client.send("synthesize-stop", "{}");
            client.send("ping", "{\"text\":null}");
            assertThat(client.read()).isEqualTo(new WyomingEvent("pong"));
            client.send("detect", "{\"names\":null}");
            client.send("audio-stop", "{}");
            assertThat(client.read().type()).isEqualTo("not-detected");
        }
        house.assertWell();
    }

    @Test
    void anErrorArrivesThoughMuchWasSentAfterwards() throws Exception {
        AudioFormat format = new AudioFormat(16_000, 2, 1);
        for (int i = 0; i < 20; i++) {
            try (Client client = house.client()) {
                client.raw("nonsense\n".getBytes());
                for (int chunk = 0; chunk < 200; chunk++) {
                    client.send(Events.audioChunk(format, new byte[3200]));
                }
                assertThat(client.readToEnd()).extracting(WyomingEvent::type).containsExactly("error");
            }
        }
        house.assertWell();
    }

    @Test
    void memoryThatAllClientsTakeTogetherHasAnEnd() throws Exception {
        AudioFormat format = new AudioFormat(192_000, 2, 1);
        List<Client> clients = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 12; i++) {
            Client client = house.client();
            clients.add(client);
            client.send("transcribe", "{}");
            client.send(Events.audioStart(format));
            // 29 s at 192 kHz in 16 bits: 11 MB.
            for (int chunk = 0; chunk < 29; chunk++) {
                client.send(Events.audioChunk(format, new byte[384_000]));
            }
            client.send("ping", "{}");
            WyomingEvent event = client.read();
            refused += event.is("error") && event.data().get("code").asText().equals("busy") ? 1 : 0;
        }
        assertThat(refused).isBetween(5, 11);
        for (Client client : clients) {
            client.close();
        }
        house.assertWell();
    }

    @Test
    void thousandsOfClientsLeaveNothing() throws Exception {
        round(0);
        long before = heap();
        for (int i = 1; i <= 4; i++) {
            round(i);
        }
        house.assertWell();
        assertThat(heap() - before).as("bytes more after four times as many clients").isLessThan(3 << 20);
    }

    /** 250 clients: a quarter is served, a quarter leaves in the middle, a quarter sends nonsense, a quarter does nothing. */
    private void round(int number) throws Exception {
        byte[] whole = conversation();
        Random random = new Random(number);
        List<Client> idle = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            Client client = house.client();
            idle.add(client);
            switch (i % 4) {
                case 0 -> {
                    client.send("synthesize", "{\"text\":\"One. Two.\"}");
                    client.readUntil("audio-stop");
                }
                case 1 -> {
                    client.raw(Arrays.copyOf(whole, random.nextInt(whole.length)));
                    client.close();
                }
                case 2 -> client.raw("nonsense\n".getBytes());
                default -> client.socket.setTcpNoDelay(true);
            }
        }
        for (Client client : idle) {
            client.close();
        }
        House.await("an end", () -> house.server.status().connections().isEmpty());
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
