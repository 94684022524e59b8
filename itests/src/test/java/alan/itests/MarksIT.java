package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.identity.Installation;
import alan.api.watermark.Mark;
import alan.api.watermark.Provenance;
import alan.api.watermark.Provenance.Source;
import alan.api.watermark.Watermark;
import alan.testing.SpeechSample;
import alan.testing.Wav;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
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

/** The shipped bundles mark a sound, find the mark in the file that it was written to, and know whose it is. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class MarksIT extends InFelix {
    @Configuration
    public Option[] distribution() throws Exception {
        Path file = Path.of("target", "marks", "speech.wav").toAbsolutePath();
        Files.createDirectories(file.getParent());
        float[] speech = new float[0];
        for (String name : List.of("en/counting", "es/pangrama", "en/quick_brown_fox")) {
            float[] sample = SpeechSample.fetch(name).sound().samples();
            float[] longer = Arrays.copyOf(speech, speech.length + sample.length);
            System.arraycopy(sample, 0, longer, speech.length, sample.length);
            speech = longer;
        }
        Wav.write(file, new Pcm(SpeechSample.fetch("en/counting").sound().sampleRate(), speech));
        return OptionUtils.combine(Distribution.options("marks", "256m"), CoreOptions.systemProperty("alan.speech").value(file.toString()));
    }

    @Test
    public void aMarkedFileIsRecognisedAndAnUnmarkedOneIsNot() throws Exception {
        AudioFiles files = service(AudioFiles.class);
        Watermark watermark = service(Watermark.class);
        Provenance register = service(Provenance.class);
        Path plain = Path.of(System.getProperty("alan.speech"));
        Pcm speech = files.read(plain, 0);

        Source source = new Source(Instant.parse("2026-11-28T10:15:30Z"), "marta", "csm/onnx", "turn 12");
        Mark mark = register.enter(source, null);
        assertThat(mark.installation()).isEqualTo(service(Installation.class).id());
        Path marked = plain.resolveSibling("marked.opus");
        files.write(marked, watermark.mark(PcmStream.of(speech), mark).readAll());

        Mark found = watermark.detect(files.read(marked, 0)).orElseThrow().mark();
        assertThat(found).isEqualTo(mark);
        assertThat(register.find(found)).contains(source);
        assertThat(watermark.detect(speech)).isEmpty();
    }
}
