package alan.companion;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRequest;
import alan.api.engine.EngineKind;
import alan.api.tts.TextToSpeech;
import alan.api.voice.VoiceProfiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A companion among fakes. */
final class House {
    static final double PAUSE = 0.01;
    static final int PAUSE_SAMPLES = 80;

    final FakeEngines engines = new FakeEngines();
    final FakeAudio audio = new FakeAudio();
    final FakeDetector detector = new FakeDetector();
    final CompanionComponent companion;
    /** What was written into the configuration. */
    final Map<String, String> written = new ConcurrentHashMap<>();
    volatile AlanException unwritable;
    final HouseVoice voice = new HouseVoice(this::write, Configs.of(CompanionComponent.Config.class, Map.of()));
    /** Nobody's voice is kept. */
    volatile VoiceProfiles profiles;
    volatile FakeWatermark watermark = new FakeWatermark();

    House(ConfiguredPersona... personas) {
        this(settings(), personas);
    }

    House(Settings settings, ConfiguredPersona... personas) {
        People people = new People(() -> profiles);
        Faculties faculties = new Faculties(audio, new Languages(() -> detector), new Voices(engines, this::speakers, people, voice), people,
                new Marks(() -> watermark, () -> watermark), ConcurrentHashMap.newKeySet());
        companion = new CompanionComponent(engines, faculties, settings, List.of(personas));
    }

    private void write(String pid, Map<String, String> values) throws AlanException {
        if (unwritable != null) {
            throw unwritable;
        }
        values.forEach((key, value) -> written.put(pid + " " + key, value));
    }

    private Map<String, TextToSpeech> speakers() {
        Map<String, TextToSpeech> speakers = new TreeMap<>();
        speakers.put("fake", engines.tts);
        if (engines.others.get(EngineKind.TTS) instanceof TextToSpeech other) {
            speakers.put("other", other);
        }
        return speakers;
    }

    static Settings settings() {
        return new Settings("alan", 50, 0.3, 0.9, 1, null, 0, 10, 5, PAUSE, 1, 90);
    }

    static TurnRequest text(String question, String conversation) {
        return new TurnRequest(null, question, null, null, null, true, conversation);
    }

    static TurnRequest silentText(String question) {
        return new TurnRequest(null, question, null, null, null, false, null);
    }

    /** One second of sound. */
    static Pcm utterance(int rate) {
        return new Pcm(rate, new float[rate]);
    }

    static List<TurnEvent> readAll(Turn turn) throws AlanException {
        List<TurnEvent> events = new ArrayList<>();
        for (TurnEvent event = turn.next(); event != null; event = turn.next()) {
            events.add(event);
        }
        return events;
    }

    /** Reads until sound comes. */
    static TurnEvent.Spoken readToSound(Turn turn) throws AlanException {
        TurnEvent event = turn.next();
        while (!(event instanceof TurnEvent.Spoken)) {
            assertThat(event).isNotNull();
            event = turn.next();
        }
        return (TurnEvent.Spoken) event;
    }

    static String written(List<TurnEvent> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event instanceof TurnEvent.Written written ? written.piece() : ""));
        return text.toString();
    }

    static float[] sound(List<TurnEvent> events) {
        float[] all = new float[0];
        for (TurnEvent event : events) {
            if (event instanceof TurnEvent.Spoken spoken) {
                all = join(all, spoken.sound().samples());
            }
        }
        return all;
    }

    static float[] join(float[]... parts) {
        float[] all = new float[0];
        for (float[] part : parts) {
            int at = all.length;
            all = Arrays.copyOf(all, at + part.length);
            System.arraycopy(part, 0, all, at, part.length);
        }
        return all;
    }

    /** The sound that sentences must become. */
    static float[] expectedSound(String... sentences) {
        float[] all = new float[0];
        for (String sentence : sentences) {
            all = join(all, new float[all.length == 0 ? 0 : PAUSE_SAMPLES], FakeTts.noise(sentence));
        }
        return all;
    }

    /** Nothing is held, nothing is open, and no thread of ours lives. */
    void assertNothingLeft() {
        assertThat(engines.held()).as("leases").isZero();
        assertThat(engines.llm.openStreams).as("token streams").hasValue(0);
        assertThat(engines.tts.openStreams).as("sound streams").hasValue(0);
        assertThat(threads()).as("threads").isEmpty();
    }

    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.matches("(turn|say|hear)-\\d+-.*"))
                .toList();
    }
}
