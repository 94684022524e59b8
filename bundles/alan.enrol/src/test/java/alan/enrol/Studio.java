package alan.enrol;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.listen.SpeakerEncoder;
import alan.api.listen.VoiceActivity;
import alan.api.stt.SpeechToText;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.audio.FfmpegAudioFiles;
import alan.listen.SileroVoiceActivity;
import alan.listen.speaker.CampplusEncoder;
import alan.phonemes.EspeakPhonemizer;
import alan.stt.whisper.WhisperSpeechToText;
import alan.testing.OneModel;
import alan.testing.TestModels;
import alan.testing.Unconfigured;
import alan.testing.Wav;
import alan.tts.kokoro.KokoroTextToSpeech;
import alan.tts.piper.PiperTextToSpeech;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;

/**
 * Real engines without a node around them, and readers who read what they are given. What they read is kept in {@code target/}, since Kokoro takes as long
 * to speak as one listens.
 */
final class Studio implements AutoCloseable {
    /** Readers. */
    static final String JOE = "joe";

    /** The same reading in each build: what is measured on it should not be luck. */
    private static final Map<String, String> SEEDED = Map.of("seed", "4711");

    private final Path data;
    private final AudioFiles files;
    /** One for both readers, as on a node: espeak-ng has one voice in a process, and a second phonemizer would not know that the first has changed it. */
    private final EspeakPhonemizer phonemizer;
    private SileroVoiceActivity silero;
    private WhisperSpeechToText whisper;
    private CampplusEncoder campplus;
    private PiperTextToSpeech piper;
    private KokoroTextToSpeech kokoro;

    /** @param data folder for native libraries and readings */
    Studio(Path data) throws IOException {
        this.data = Files.createDirectories(data.toAbsolutePath());
        phonemizer = new EspeakPhonemizer(this.data);
        files = new FfmpegAudioFiles(this.data.resolve("javacpp"), 180);
    }

    AudioFiles files() {
        return files;
    }

    SileroVoiceActivity silero() throws AlanException {
        if (silero == null) {
            silero = Unconfigured.of(SileroVoiceActivity.class, new OneModel(TestModels.fetch("silero-vad")));
            silero.load();
        }
        return silero;
    }

    WhisperSpeechToText whisper() throws AlanException {
        if (whisper == null) {
            BundleContext context = (BundleContext) Proxy.newProxyInstance(
                    Studio.class.getClassLoader(), new Class<?>[] {BundleContext.class},
                    (proxy, method, arguments) -> method.getName().equals("getProperty") && Home.DATA.equals(arguments[0]) ? data.toString() : null);
            whisper = Unconfigured.of(WhisperSpeechToText.class, context, new OneModel(TestModels.fetch("whisper-base")));
            whisper.load();
        }
        return whisper;
    }

    CampplusEncoder campplus() throws AlanException {
        if (campplus == null) {
            campplus = Unconfigured.of(CampplusEncoder.class, new OneModel(TestModels.fetch("campplus")));
            campplus.load();
        }
        return campplus;
    }

    /** {@return a register of these engines} */
    FixedEngines engines() throws AlanException {
        return new FixedEngines().with(VoiceActivity.class, silero()).with(SpeechToText.class, whisper()).with(SpeakerEncoder.class, campplus());
    }

    /**
     * {@return what somebody reads, in one breath}
     *
     * @param reader {@link #JOE}, or a voice of Kokoro's
     * @param language of the text
     * @param text a sentence or a few
     */
    Pcm read(String reader, String language, String text) throws AlanException, IOException {
        Path kept = data.resolve("readings").resolve(reader + "-" + Integer.toHexString((language + text).hashCode()) + ".wav");
        if (Files.exists(kept)) {
            return Wav.read(kept);
        }
        Pcm sound = reader(reader).speak(new SpeechRequest(text, null, reader.equals(JOE) ? null : reader, language, SEEDED)).readAll();
        Files.createDirectories(kept.getParent());
        Path aside = Files.createTempFile(kept.getParent(), "new", ".wav");
        Wav.write(aside, sound);
        Files.move(aside, kept, java.nio.file.StandardCopyOption.ATOMIC_MOVE, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return Wav.read(kept);
    }

    /** {@return sentences with a pause of 0.6 s between them, at 48 kHz, as a microphone would give them, with the faint noise of one} */
    Pcm recording(String reader, String language, List<String> sentences) throws AlanException, IOException {
        Pcm[] parts = new Pcm[sentences.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = files.resample(read(reader, language, sentences.get(i)), Defects.RATE);
        }
        return Defects.room(Defects.joined(0.6, parts), -75);
    }

    private TextToSpeech reader(String name) throws AlanException {
        if (name.equals(JOE)) {
            if (piper == null) {
                piper = Unconfigured.of(PiperTextToSpeech.class, new OneModel(TestModels.fetch("piper-en-us-joe")), phonemizer);
                piper.load();
            }
            return piper;
        }
        if (kokoro == null) {
            kokoro = Unconfigured.of(KokoroTextToSpeech.class, new OneModel(TestModels.fetch("kokoro-82m")), phonemizer);
            kokoro.load();
        }
        return kokoro;
    }

    @Override
    public void close() {
        for (var engine : new alan.api.engine.Engine[] {silero, whisper, campplus, piper, kokoro}) {
            if (engine != null) {
                engine.unload();
            }
        }
    }
}
