package alan.home;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.companion.DefaultVoice;
import alan.api.engine.EngineKind;
import alan.api.home.AllowList;
import alan.api.home.HomeFace;
import alan.api.home.HomeStatus;
import alan.api.satellite.Satellite;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import alan.api.voice.VoiceProfiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server among fakes. */
final class House implements AutoCloseable {
    final FakeCompanion companion = new FakeCompanion();
    final FakeEngines engines = new FakeEngines();
    final Map<String, TextToSpeech> speakers = new TreeMap<>();
    final Ears ears = new Ears(engines);
    final Memory memory = new Memory(64 << 20);
    final Path data = folder();
    final StatusExchange exchange = new StatusExchange(data);
    final WyomingServer server;
    /** What whoever watches the requests was told. */
    final List<HomeStatus.Request> ended = new CopyOnWriteArrayList<>();
    volatile VoiceProfiles profiles;
    volatile List<HomeFace> faces = List.of();
    volatile Satellite satellite;
    volatile DefaultVoice voice;

    House() {
        this(100, 20, 60, 20);
    }

    House(int connections, int queue, int idleSeconds, int writeSeconds) {
        engines.add(EngineKind.STT, "whisper", Set.of("en", "es"), "whisper-base");
        engines.add(EngineKind.LLM, "llama", Set.of("en"), "smollm2");
        engines.add(EngineKind.TTS, "piper", Set.of("en"), "piper-joe");
        speakers.put("piper", new FakeSpeaker(false, Set.of("en"), new Voice("joe", Set.of("en"), 22_050, "English (US)")));
        Services services = new Services("Alan", "0.1.0", engines, () -> speakers, () -> List.of(engines.waker), () -> profiles, () -> null, () -> voice);
        HomeSettings settings = new HomeSettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), allowAll(), "Alan", connections, 30, 5_000, queue, 1,
                idleSeconds, writeSeconds);
        server = new WyomingServer(new Faculties(companion, new FakeAudio(), () -> null, services, new Line(1, queue), new Line(1, queue), new Line(1, queue),
                ears, memory, settings), new Faces(() -> faces, () -> satellite), new RequestLog(() -> List.of(ended::add)), exchange).start();
        assertThat(server.port()).as("port").isPositive();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AllowList allowAll() {
        try {
            return AllowList.of("");
        } catch (AlanException e) {
            throw new IllegalStateException(e);
        }
    }

    Client client() {
        return new Client(server.port());
    }

    /** Waits until something is so, which it must become. */
    static void await(String what, BooleanSupplier so) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " has not come to be");
            }
            Thread.sleep(5);
        }
    }

    /** Nothing is worked on, no sound is kept, and an honest client is served. */
    void assertWell() throws Exception {
        await("an end of all work", () -> companion.open.get() == 0);
        await("an end of all listening", () -> ears.open() == 0 && engines.waker.open.get() == 0 && engines.pauses.open.get() == 0);
        await("an end of all memory", () -> memory.taken() == 0);
        try (Client honest = client()) {
            honest.send("synthesize", "{\"text\":\"Well.\"}");
            assertThat(honest.readUntil("audio-stop")).extracting(alan.wyoming.WyomingEvent::type).startsWith("audio-start", "audio-chunk");
        }
    }

    @Override
    public void close() {
        server.close();
        try {
            // Empty, since the server has taken its address back.
            Files.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
