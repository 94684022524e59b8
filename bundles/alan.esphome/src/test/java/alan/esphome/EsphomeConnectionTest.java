package alan.esphome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.esphome.EsphomeException.Reason;
import alan.esphome.messages.AuthenticationRequest;
import alan.esphome.messages.AuthenticationResponse;
import alan.esphome.messages.DeviceInfoRequest;
import alan.esphome.messages.DeviceInfoResponse;
import alan.esphome.messages.DisconnectRequest;
import alan.esphome.messages.DisconnectResponse;
import alan.esphome.messages.HelloResponse;
import alan.esphome.messages.ListEntitiesDoneResponse;
import alan.esphome.messages.ListEntitiesRequest;
import alan.esphome.messages.PingRequest;
import alan.esphome.messages.PingResponse;
import alan.esphome.messages.SubscribeStatesRequest;
import alan.esphome.messages.SwitchCommandRequest;
import alan.esphome.messages.SwitchStateResponse;
import alan.esphome.messages.VoiceAssistantAudio;
import alan.esphome.messages.VoiceAssistantWakeWord;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EsphomeConnectionTest {
    private static final EsphomeKey KEY = EsphomeKey.make();
    private static final HelloResponse HELLO =
            HelloResponse.newBuilder().setApiVersionMajor(1).setApiVersionMinor(13).setServerInfo("alan.companion 0.1.0").setName("alan-kitchen").build();

    private static Client client(EsphomeKey key) throws Exception {
        return key == null ? Client.plain() : Client.noise(key);
    }

    @Test
    void whatIsFormalIsAnsweredAndWhatIsNotIsRead() throws Exception {
        SwitchCommandRequest command = SwitchCommandRequest.newBuilder().setKey(EsphomeDevice.key("mute")).setState(true).build();
        for (EsphomeKey key : Arrays.asList(null, KEY)) {
            Client client = client(key).send(Client.HELLO, AuthenticationRequest.getDefaultInstance(), PingRequest.getDefaultInstance(), DeviceInfoRequest.getDefaultInstance(),
                    PingResponse.getDefaultInstance(), ListEntitiesRequest.getDefaultInstance(), command);
            Talk talk = new Talk(client, key);
            assertThat(talk.accept()).isEqualTo(Client.HELLO);
            assertThat(talk.connection.read()).isEqualTo(command);
            SwitchStateResponse state = SwitchStateResponse.newBuilder().setKey(command.getKey()).setState(true).build();
            talk.connection.send(state);
            assertThat(client.answers(talk.answered.toByteArray())).containsExactly(HELLO, AuthenticationResponse.getDefaultInstance(), PingResponse.getDefaultInstance(),
                    Talk.DEVICE.info().toBuilder().setApiEncryptionSupported(key != null).build(), Talk.DEVICE.entities().get(0),
                    ListEntitiesDoneResponse.getDefaultInstance(), state);
            assertThat(talk.connection.read()).isNull();
            assertThat(talk.connection.read()).isNull();
            assertThat(talk.closed).hasValue(1);
        }
    }

    @Test
    void whatNoSatelliteKnowsIsIgnored() throws Exception {
        // logs, states of the house, services of the house, Bluetooth, and a number that nobody has given yet
        Client client = Client.plain().send(Client.HELLO);
        for (int type : new int[] {28, 38, 34, 66, 80, 9999}) {
            client.send(type, new byte[] {8, 5});
        }
        Talk talk = new Talk(client.send(SubscribeStatesRequest.getDefaultInstance()), null);
        talk.accept();
        assertThat(talk.readAll()).containsExactly(SubscribeStatesRequest.getDefaultInstance());
        assertThat(client.answers(talk.answered.toByteArray())).containsExactly(HELLO);
    }

    @Test
    void aClientHasToSayWhoItIs() throws Exception {
        for (Client client : List.of(Client.plain().send(DeviceInfoRequest.getDefaultInstance()), Client.plain().send(9999, new byte[0]))) {
            Talk talk = new Talk(client, null);
            assertThatThrownBy(talk::accept).hasMessage("The client wanted something before it said who it is.");
            assertThat(talk.closed).hasValue(1);
            assertThat(talk.answered.size()).isZero();
        }
        Talk talk = new Talk(Client.plain().send(PingRequest.getDefaultInstance(), AuthenticationRequest.getDefaultInstance(), Client.HELLO), null);
        assertThat(talk.accept()).isEqualTo(Client.HELLO);
    }

    @Test
    void aClientThatLeavesBeforeIsNoClient() throws Exception {
        Client client = Client.plain().send(DisconnectRequest.getDefaultInstance());
        Talk talk = new Talk(client, null);
        assertThatThrownBy(talk::accept).satisfies(e -> assertThat(((EsphomeException) e).reason()).isEqualTo(Reason.ENDED));
        assertThat(client.answers(talk.answered.toByteArray())).containsExactly(DisconnectResponse.getDefaultInstance());
    }

    @Test
    void bothSidesMaySayGoodBye() throws Exception {
        Client client = Client.plain().send(Client.HELLO, DisconnectRequest.getDefaultInstance(), SubscribeStatesRequest.getDefaultInstance());
        Talk talk = new Talk(client, null);
        talk.accept();
        assertThat(talk.readAll()).as("nothing after it").isEmpty();
        assertThat(client.answers(talk.answered.toByteArray())).containsExactly(HELLO, DisconnectResponse.getDefaultInstance());
        assertThat(talk.closed).hasValue(1);

        client = Client.plain().send(Client.HELLO, DisconnectResponse.getDefaultInstance());
        talk = new Talk(client, null);
        talk.accept();
        talk.connection.disconnect();
        assertThat(talk.readAll()).isEmpty();
        assertThat(client.answers(talk.answered.toByteArray())).containsExactly(HELLO, DisconnectRequest.getDefaultInstance());
    }

    @Test
    void nothingIsSentAfterTheEnd() throws Exception {
        Talk talk = new Talk(Client.plain().send(Client.HELLO), null);
        talk.accept();
        talk.connection.close();
        talk.connection.close();
        assertThat(talk.closed).hasValue(1);
        assertThatThrownBy(() -> talk.connection.send(PingRequest.getDefaultInstance())).isInstanceOf(IOException.class);
    }

    @Test
    void nothingIsSaidBeforeTheBegin() {
        Talk talk = new Talk(new byte[0], null);
        assertThatThrownBy(() -> talk.connection.send(PingRequest.getDefaultInstance())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(talk.connection::read).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyWhatFitsIsSent() throws Exception {
        for (EsphomeKey key : Arrays.asList(null, KEY)) {
            Client client = client(key).send(Client.HELLO);
            Talk talk = new Talk(client, key);
            talk.accept();
            Message most = audio(NoiseFrames.MOST_BODY - 4);
            talk.connection.send(most);
            assertThat(client.answers(talk.answered.toByteArray())).containsExactly(HELLO, most);
            assertThatThrownBy(() -> talk.connection.send(audio(NoiseFrames.MOST_BODY - 3))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> talk.connection.send(VoiceAssistantWakeWord.getDefaultInstance())).isInstanceOf(IllegalArgumentException.class);
            assertThat(talk.closed).as("a mistake of this side ends nothing").hasValue(0);
        }
    }

    private static Message audio(int bytes) {
        return VoiceAssistantAudio.newBuilder().setData(ByteString.copyFrom(new byte[bytes])).build();
    }

    @Test
    void whatSeveralThreadsSendArrivesWhole() throws Exception {
        for (EsphomeKey key : Arrays.asList(null, KEY)) {
            Client client = client(key).send(Client.HELLO);
            Talk talk = new Talk(client, key);
            talk.accept();
            CompletableFuture.allOf(IntStream.range(0, 4).mapToObj(thread -> CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 200; i++) {
                    try {
                        talk.connection.send(SwitchStateResponse.newBuilder().setKey(thread).setState(i % 2 == 0).build());
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }
            })).toArray(CompletableFuture[]::new)).get();
            // Opened in the order in which it came, or not at all.
            List<Message> answers = client.answers(talk.answered.toByteArray());
            assertThat(answers).hasSize(801);
            for (int thread = 0; thread < 4; thread++) {
                int number = thread;
                List<Boolean> states = answers.stream().filter(SwitchStateResponse.class::isInstance).map(SwitchStateResponse.class::cast).filter(each -> each.getKey() == number)
                        .map(SwitchStateResponse::getState).toList();
                assertThat(states).isEqualTo(IntStream.range(0, 200).mapToObj(i -> i % 2 == 0).toList());
            }
        }
    }

    @Test
    void aClientThatSaysNothingIsNotWaitedFor() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket silent = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            // It has said something, so that not only the first byte is waited for.
            silent.getOutputStream().write(new byte[] {1, 0, 0, 1});
            EsphomeConnection connection = new EsphomeConnection(accepted.getInputStream(), accepted.getOutputStream(), accepted, Talk.DEVICE, KEY);
            assertThatThrownBy(() -> connection.accept(Duration.ofMillis(20))).hasMessage("The client took too long to say who it is.")
                    .satisfies(e -> assertThat(((EsphomeException) e).reason()).isEqualTo(Reason.TOO_SLOW));
            assertThat(accepted.isClosed()).isTrue();
        }
    }

    @Test
    void aClientThatIsRefusedAndStaysIsNotWaitedFor() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket stays = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            stays.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes());
            EsphomeConnection connection = new EsphomeConnection(accepted.getInputStream(), accepted.getOutputStream(), accepted, Talk.DEVICE, null);
            assertThatThrownBy(() -> connection.accept(Duration.ofMillis(20))).hasMessage("Whoever connected does not speak ESPHome's protocol.");
            assertThat(accepted.isClosed()).isTrue();
        }
    }

    @Test
    void theTimeIsForTheBeginOnly() throws Exception {
        Talk talk = acceptedWithin(Duration.ofMillis(100));
        new CompletableFuture<Void>().completeOnTimeout(null, 300, TimeUnit.MILLISECONDS).get();
        assertThat(talk.closed).hasValue(0);
    }

    /** A busy machine may take longer even if all is there. */
    private static Talk acceptedWithin(Duration most) throws Exception {
        while (true) {
            Talk talk = new Talk(Client.plain().send(Client.HELLO), null);
            try {
                talk.connection.accept(most);
                return talk;
            } catch (EsphomeException e) {
                assertThat(e.reason()).isEqualTo(Reason.TOO_SLOW);
            }
        }
    }

    @Test
    void closingEndsAReadWithoutAnError() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.getOutputStream().write(Client.plain().send(Client.HELLO).sent());
            EsphomeConnection connection = new EsphomeConnection(accepted.getInputStream(), accepted.getOutputStream(), accepted, Talk.DEVICE, null);
            connection.accept(Talk.LONG);
            CompletableFuture<Message> read = CompletableFuture.supplyAsync(() -> {
                try {
                    return connection.read();
                } catch (IOException | EsphomeException e) {
                    throw new AssertionError(e);
                }
            });
            connection.close();
            assertThat(read.get()).isNull();
        }
    }

    @Test
    void aStreamThatTakesNothingEndsTheConnection() throws Exception {
        IOException broken = new IOException("broken");
        OutputStream out = new OutputStream() {
            @Override
            public void write(int next) throws IOException {
                throw broken;
            }
        };
        int[] closed = {0};
        EsphomeConnection connection = new EsphomeConnection(new ByteArrayInputStream(Client.plain().send(Client.HELLO).sent()), out, () -> closed[0]++, Talk.DEVICE, null);
        assertThatThrownBy(() -> connection.accept(Talk.LONG)).isSameAs(broken);
        assertThat(closed[0]).isEqualTo(1);
    }

    @Test
    void aDeviceHasAnAddressAndAHostName() {
        DeviceInfoResponse good = Talk.DEVICE.info();
        assertThat(Talk.DEVICE.mac()).isEqualTo("02fc00000a01");
        for (String bad : List.of("", "Alan", "alan kitchen", "-alan", "alan-", "a".repeat(32), "alan\0")) {
            assertThatThrownBy(() -> new EsphomeDevice(good.toBuilder().setName(bad).build(), List.of())).isInstanceOf(IllegalArgumentException.class);
        }
        for (String bad : List.of("", "02fc00000a01", "02:fc:00:00:0a:01", "02:FC:00:00:0A")) {
            assertThatThrownBy(() -> new EsphomeDevice(good.toBuilder().setMacAddress(bad).build(), List.of())).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new EsphomeDevice(good.toBuilder().setName("a".repeat(31)).build(), List.of()).info().getName()).hasSize(31);
        assertThatThrownBy(() -> new EsphomeDevice(good, List.of(PingRequest.getDefaultInstance()))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EsphomeDevice(good, List.of(VoiceAssistantWakeWord.getDefaultInstance()))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysOfEntitiesAreEsphomes() {
        // http://www.isthe.com/chongo/tech/comp/fnv/, FNV-1 with 32 bits
        assertThat(EsphomeDevice.key("")).isEqualTo(0x811C9DC5);
        assertThat(EsphomeDevice.key("a")).isEqualTo(0x050C5D7E);
        assertThat(EsphomeDevice.key("foobar")).isEqualTo(0x31F0B262);
    }
}
