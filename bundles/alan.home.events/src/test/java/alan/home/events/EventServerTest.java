package alan.home.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.home.HomeStatus;
import alan.api.satellite.Satellite;
import alan.api.satellite.SatelliteState;
import alan.api.satellite.SatelliteStatus;
import alan.api.satellite.SatelliteTimer;
import alan.api.satellite.SatelliteWatcher.Event;
import alan.api.satellite.SatelliteWatcher.Kind;
import java.lang.reflect.Proxy;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventServerTest {
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private volatile SatelliteStatus status =
            new SatelliteStatus(SatelliteState.IDLE, false, 0.5, "192.168.1.2", Set.of(), List.of(new SatelliteTimer("7", "pizza", 60, 45, true)), null);
    /** Says what it is asked to do. */
    private final Satellite satellite = (Satellite) Proxy.newProxyInstance(Satellite.class.getClassLoader(), new Class<?>[] {Satellite.class}, (self, method, arguments) -> {
        if (method.getName().equals("status")) {
            return status;
        }
        done.add(method.getName() + (arguments == null ? "" : " " + arguments[0]));
        return null;
    });
    private EventServer server;
    private int port;

    @BeforeEach
    void listen() throws Exception {
        CompletableFuture<Exception> failure = new CompletableFuture<>();
        server = new EventServer(satellite, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), failure::complete);
        server.start();
        while (!server.status(null).listening()) {
            assertThat(failure).isNotDone();
            Thread.sleep(5);
        }
        port = server.getPort();
    }

    @AfterEach
    void leave() {
        server.shut();
    }

    /** A light. */
    private final class Light extends WebSocketClient {
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        private Light() throws InterruptedException {
            super(URI.create("ws://127.0.0.1:" + port));
            assertThat(connectBlocking()).isTrue();
        }

        String next() throws InterruptedException {
            return told.poll(20, TimeUnit.SECONDS);
        }

        @Override
        public void onOpen(ServerHandshake handshake) {}

        @Override
        public void onMessage(String message) {
            told.add(message);
        }

        @Override
        public void onClose(int code, String reason, boolean byServer) {}

        @Override
        public void onError(Exception e) {}
    }

    @Test
    void aLightIsToldHowItStandsAndWhatHappens() throws Exception {
        server.happened(new Event(Kind.UNDERSTOOD, "Hello."), status);
        Light light = new Light();
        assertThat(light.next()).isEqualTo("{\"event\":\"snapshot\",\"data\":{\"muted\":false,\"volume\":0.5,\"ha_connected\":true,\"last_stt_text\":\"Hello.\",\"last_tts_text\":null}}");
        assertThat(light.next()).isEqualTo("{\"event\":\"idle\"}");
        server.happened(new Event(Kind.WOKEN, "hey_jarvis"), status);
        server.happened(new Event(Kind.TIMER, "7"), status);
        server.happened(new Event(Kind.TIMER_CANCELLED, "7"), status);
        server.happened(new Event(Kind.FAILED, "No \"text\" was recognized."), status);
        assertThat(light.next()).isEqualTo("{\"event\":\"wake_word_detected\"}");
        assertThat(light.next()).isEqualTo("{\"event\":\"timer_updated\",\"data\":{\"id\":\"7\",\"name\":\"pizza\",\"total_seconds\":60,\"seconds_left\":45}}");
        assertThat(light.next()).isEqualTo("{\"event\":\"pipeline_error\",\"data\":{\"reason\":\"No \\\"text\\\" was recognized.\"}}");
        light.closeBlocking();
    }

    @Test
    void aLightIsToldWhichTimerRings() throws Exception {
        Light light = new Light();
        light.next();
        light.next();
        // As the satellite does: the timer has gone from its status when it rings, and the event has no detail.
        server.happened(new Event(Kind.RINGING, null), doing(SatelliteState.RINGING));
        String rings = "{\"event\":\"timer_ringing\",\"data\":{\"id\":\"7\",\"name\":\"pizza\",\"total_seconds\":60,\"seconds_left\":0}}";
        assertThat(light.next()).isEqualTo(rings);
        status = doing(SatelliteState.RINGING);
        Light late = new Light();
        late.next();
        assertThat(late.next()).as("who comes meanwhile").isEqualTo(rings);
        late.closeBlocking();
        light.closeBlocking();
    }

    @Test
    void itTellsHowItStands() throws Exception {
        Light light = new Light();
        light.next();
        assertThat(server.status(null))
                .isEqualTo(new HomeStatus.Face("events", "127.0.0.1:" + port, true, null, List.of("127.0.0.1:" + light.getLocalSocketAddress().getPort())));
        light.closeBlocking();
        CompletableFuture<Exception> failure = new CompletableFuture<>();
        EventServer second = new EventServer(satellite, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), failure::complete);
        second.start();
        assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(BindException.class);
        assertThat(second.status("It is taken.")).isEqualTo(new HomeStatus.Face("events", "127.0.0.1:" + port, false, "It is taken.", List.of()));
        second.shut();
    }

    @Test
    void everyEventHasANameThatPeripheralsKnow() {
        Set<String> known = Set.of("wake_word_detected", "listening", "stt_text", "thinking", "tts_text", "tts_speaking", "pipeline_error", "disconnected", "idle", "muted",
                "timer_updated", "timer_ringing", "volume_changed", "zeroconf");
        for (Kind kind : Kind.values()) {
            EventText.of(new Event(kind, "7"), status, null).ifPresent(text -> assertThat(known).as(kind.name()).contains(text.replaceAll("\\{\"event\":\"(\\w+)\".*", "$1")));
        }
    }

    @Test
    void buttonsAreObeyedAndNonsenseIsDropped() throws Exception {
        Light button = new Light();
        for (String command : List.of("start_listening", "stop_pipeline", "mute_mic", "unmute_mic", "no_such_command", "volume_up", "volume_down")) {
            button.send("{\"command\":\"" + command + "\"}");
        }
        for (String nonsense : List.of("", "{", "[]", "7", "{\"command\":7}", "{\"command\":\"set_volume\",\"data\":{\"volume\":\"loud\"}}")) {
            button.send(nonsense);
        }
        button.send("{\"command\":\"set_volume\",\"data\":{\"volume\":0.25}}");
        for (String each : List.of("listen", "stop", "mute true", "mute false", "volume 0.55", "volume 0.45", "volume 0.25")) {
            assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo(each);
        }
        button.closeBlocking();
    }

    private static SatelliteStatus doing(SatelliteState state, SatelliteTimer... timers) {
        return new SatelliteStatus(state, false, 0.5, "192.168.1.2", Set.of(), List.of(timers), null);
    }

    @Test
    void onlyATimerThatRingsIsStoppedAsOne() throws Exception {
        Commands commands = new Commands(satellite);
        for (SatelliteState state : SatelliteState.values()) {
            status = doing(state);
            commands.obey("{\"command\":\"stop_timer_ringing\"}");
            assertThat(done.poll()).as(state.name()).isEqualTo(state == SatelliteState.RINGING ? "stop" : null);
        }
    }

    @Test
    void aMutedSatelliteIsShownAsSuch() throws Exception {
        status = new SatelliteStatus(SatelliteState.IDLE, true, 1, null, Set.of(), List.of(), null);
        Light light = new Light();
        assertThat(light.next()).contains("\"muted\":true").contains("\"ha_connected\":false");
        assertThat(light.next()).isEqualTo("{\"event\":\"muted\",\"data\":{\"muted\":true}}");
        light.closeBlocking();
    }

    @Test
    void aPageInABrowserIsRefused() {
        CompletionStage<WebSocket> page = HttpClient.newHttpClient().newWebSocketBuilder().header("Origin", "https://example.org")
                .buildAsync(URI.create("ws://127.0.0.1:" + port), new WebSocket.Listener() { });
        assertThatThrownBy(() -> page.toCompletableFuture().get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }
}
