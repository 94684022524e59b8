package alan.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.tts.SpeechRequest;
import alan.api.watermark.Mark;
import alan.api.watermark.Watermark;
import alan.api.watermark.Watermark.Detection;
import alan.audio.FfmpegAudioFiles;
import alan.phonemes.EspeakPhonemizer;
import alan.testing.SpeechSample;
import alan.tts.piper.PiperTextToSpeech;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marks in real speech, through real codecs. {@code docs/watermark.md} has the whole measurement; this is as much of it as every build can afford. */
class RobustnessIT {
    private static final String TEXT = """
            What is the moon? The moon is the only natural satellite of the earth. It goes around it once in twenty seven days, and always shows us the
            same side. Its light is the light of the sun, which it throws back. Without it there would be hardly any tides, and the nights would be very
            dark indeed. People have walked on it, twelve of them, more than fifty years ago; since then nobody has been there again.""";

    private static final int CLIPS = 8;

    @TempDir
    static Path data;

    private static AudioFiles files;
    private static Pcm voice;

    private final Watermark watermark = new SpreadSpectrumWatermark();
    private final Random random = new Random(1);

    @BeforeAll
    static void speak() throws Exception {
        files = new FfmpegAudioFiles(data.resolve("javacpp"), 0);
        PiperTextToSpeech piper = SpeechCorpus.engine(PiperTextToSpeech.class, "piper-en-us-joe", new EspeakPhonemizer(data));
        piper.load();
        voice = piper.speak(SpeechRequest.of(TEXT)).readAll();
        piper.unload();
    }

    @Test
    void aMarkInSpeechOutlastsWhatHappensToSound() throws Exception {
        Mark mark = new Mark(51_413, 12);
        Pcm marked = Sounds.mark(watermark, voice, mark);
        assertThat(Attacks.level(voice.samples(), Attacks.difference(marked.samples(), voice.samples()))).isGreaterThanOrEqualTo(25);

        Map<String, Integer> found = new TreeMap<>();
        for (int i = 0; i < CLIPS; i++) {
            int from = random.nextInt(voice.samples().length - 5 * voice.sampleRate());
            for (Map.Entry<String, Pcm> attacked : Attacks.all(files, marked.slice(from, from + 5 * voice.sampleRate()), random).entrySet()) {
                boolean right = watermark.detect(attacked.getValue()).map(Detection::mark).filter(mark::equals).isPresent();
                found.merge(attacked.getKey(), right ? 1 : 0, Integer::sum);
            }
        }
        System.out.println("found, of " + CLIPS + ": " + found);
        assertThat(found.values()).containsOnly(CLIPS);
    }

    @Test
    void nothingIsFoundInSpeechThatIsNotMarked() throws Exception {
        Map<String, Pcm> unmarked = new LinkedHashMap<>();
        for (int from = 0; from + 5 * voice.sampleRate() <= voice.samples().length; from += voice.sampleRate()) {
            unmarked.put("voice from " + from, voice.slice(from, from + 5 * voice.sampleRate()));
        }
        for (String name : List.of("en/counting", "en/quick_brown_fox", "es/conteo", "es/pangrama")) {
            unmarked.put(name, SpeechSample.fetch(name).sound());
        }
        for (Map.Entry<String, Pcm> each : unmarked.entrySet()) {
            assertThat(watermark.detect(each.getValue())).as(each.getKey()).isEmpty();
        }
    }

    @Test
    void aFileThatWasWrittenByAlanIsRecognised() throws Exception {
        Mark mark = new Mark(7, 0x800001);
        Pcm marked = Sounds.mark(watermark, voice, mark);
        for (String name : List.of("a.wav", "a.mp3", "a.flac", "a.opus")) {
            files.write(data.resolve(name), marked);
            assertThat(watermark.detect(files.read(data.resolve(name), 16_000)).map(Detection::mark)).as(name).contains(mark);
        }
    }
}
