package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.AudioFiles;
import alan.api.companion.Companion;
import alan.api.stt.Transcript;
import alan.testing.SpeechSample;
import alan.testing.Wav;
import alan.testing.WordErrorRate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** People's recordings, in English and Spanish, heard by the default engines without being told the language. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class RecordingsIT extends InFelix {
    private static final List<String> NAMES =
            List.of("en/counting", "en/hello_world", "en/quick_brown_fox", "es/conteo", "es/hola_mundo", "es/pangrama");

    @Configuration
    public Option[] distribution() throws Exception {
        Path folder = Path.of("target", "recordings").toAbsolutePath();
        for (String name : NAMES) {
            SpeechSample sample = SpeechSample.fetch(name);
            Path wav = folder.resolve(name + ".wav");
            Files.createDirectories(wav.getParent());
            Wav.write(wav, sample.sound());
            Files.writeString(folder.resolve(name + ".txt"), sample.text());
        }
        return OptionUtils.combine(
                Distribution.options("recordings", "512m"), CoreOptions.systemProperty("alan.recordings").value(folder.toString()));
    }

    @Test
    public void everyPhraseIsHeardInItsLanguage() throws Exception {
        Path folder = Path.of(System.getProperty("alan.recordings"));
        AudioFiles files = service(AudioFiles.class);
        Companion companion = service(Companion.class);
        WordErrorRate all = WordErrorRate.NONE;
        for (String name : NAMES) {
            String said = Files.readString(folder.resolve(name + ".txt"));
            Transcript heard = companion.hear(files.read(folder.resolve(name + ".wav"), 0), null);
            WordErrorRate rate = WordErrorRate.of(said, heard.text());
            System.out.printf("recording %s (%s): %s | %s | %s%n", name, heard.language(), rate, said, heard.text());
            all = all.plus(rate);
            assertThat(heard.language()).as(name).isEqualTo(name.substring(0, 2));
            // A pangram of rare words is beyond Whisper base; even of that, half is understood.
            assertThat(rate.rate()).as(name + ": " + heard.text()).isLessThanOrEqualTo(0.5);
        }
        System.out.printf("word error rate of the recordings: %s%n", all);
        assertThat(all.rate()).isLessThanOrEqualTo(0.2);
    }
}
