package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripIT {
    private static final int[] RATES = {8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000};

    private final AudioFiles files = Tones.files();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({".wav,80", ".f32.wav,200", ".flac,80", ".mp3,20", ".opus,15", ".ogg,15"})
    void whatIsWrittenIsReadAgainAtEveryUsualRateAndIsAsLong(String ending, double leastSnr) throws AlanException {
        for (int rate : RATES) {
            Pcm sound = Tones.chirp(rate, 1.7);
            Path file = folder.resolve(rate + ending);

            files.write(file, sound);
            Pcm again = files.read(file, rate);

            assertThat(again.sampleRate()).isEqualTo(rate);
            int tolerance = ending.endsWith("wav") || ending.equals(".flac") ? 0 : 8; // far less than a frame
            assertThat(again.samples().length).as("%s at %d Hz", ending, rate)
                    .isBetween(sound.samples().length - tolerance, sound.samples().length + tolerance);
            assertThat(Tones.snr(sound.samples(), again.samples(), rate / 10)).as("%s at %d Hz", ending, rate)
                    .isGreaterThan(leastSnr);
        }
    }

    @Test
    void aFloatFileKeepsEverySampleAndA16BitFileTheNearestStep() throws AlanException {
        Pcm sound = Tones.sine(16000, 440, 0.9, 16001);
        files.write(folder.resolve("a.f32.wav"), sound);
        files.write(folder.resolve("a.wav"), sound);
        files.write(folder.resolve("a.flac"), sound);

        assertThat(files.read(folder.resolve("a.f32.wav"), 0).samples()).isEqualTo(sound.samples());
        float[] shorts = files.read(folder.resolve("a.wav"), 0).samples();
        for (int i = 0; i < shorts.length; i++) {
            assertThat(Math.abs(shorts[i] - sound.samples()[i])).isLessThanOrEqualTo(0.5f / 32768);
        }
        assertThat(files.read(folder.resolve("a.flac"), 0).samples()).isEqualTo(shorts);
    }

    @Test
    void theFileSaysItsOwnRateWhenNoneIsWanted() throws AlanException {
        files.write(folder.resolve("a.flac"), Tones.chirp(22050, 0.5));
        files.write(folder.resolve("a.opus"), Tones.chirp(22050, 0.5));

        assertThat(files.read(folder.resolve("a.flac"), 0).sampleRate()).isEqualTo(22050);
        assertThat(files.read(folder.resolve("a.opus"), 0).sampleRate()).isEqualTo(48000);
    }

    @ParameterizedTest
    @ValueSource(strings = {".wav", ".f32.wav", ".flac", ".mp3", ".opus", ".ogg"})
    void soundBeyondFullScaleIsClippedAndWhatIsNoNumberIsSilent(String ending) throws AlanException {
        float[] samples = new float[8000];
        Arrays.fill(samples, 0, 4000, 7);
        samples[10] = Float.NaN;
        samples[11] = Float.NEGATIVE_INFINITY;
        Path file = folder.resolve("loud" + ending);

        files.write(file, new Pcm(8000, samples));

        float[] again = files.read(file, 8000).samples();
        assertThat(again).hasSize(8000);
        for (float sample : again) {
            assertThat(sample).isBetween(-2f, 2f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".wav", ".flac", ".mp3", ".opus"})
    void itDoesNotMatterInWhichPiecesSoundIsWritten(String ending) throws AlanException, IOException {
        Pcm sound = Tones.chirp(24000, 1);
        Path whole = folder.resolve("whole" + ending);
        Path pieces = folder.resolve("pieces" + ending);

        files.write(whole, sound);
        try (AudioSink sink = files.create(pieces, 24000)) {
            for (int at = 0, length = 1; at < sound.samples().length; at += length, length = length * 7 % 5003 + 1) {
                sink.write(sound.slice(at, at + length).samples());
            }
            assertThat(sink.played()).isEqualTo(sound.samples().length);
            sink.finish();
        }

        assertThat(files.read(pieces, 24000).samples()).hasSameSizeAs(files.read(whole, 24000).samples());
        assertThat(Tones.snr(files.read(whole, 24000).samples(), files.read(pieces, 24000).samples(), 100)).isGreaterThan(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.wav", "a.mp3", "a.opus"})
    void aFileAppearsOnlyWhenItIsFinished(String name) throws AlanException, IOException {
        Path file = folder.resolve(name);
        try (AudioSink sink = files.create(file, 16000)) {
            sink.write(new float[16000]);
            assertThat(file).doesNotExist();
        }
        assertThat(inFolder()).isEmpty();

        try (AudioSink sink = files.create(file, 16000)) {
            sink.write(new float[16000]);
            sink.finish();
        }
        assertThat(inFolder()).containsExactly(file);
    }

    @Test
    void anOldFileStaysAsItIsUntilTheNewOneIsFinished() throws AlanException {
        Path file = folder.resolve("a.wav");
        files.write(file, Tones.sine(8000, 100, 0.5, 800));

        try (AudioSink sink = files.create(file, 8000)) {
            sink.write(new float[5]);
            assertThat(files.read(file, 0).samples()).hasSize(800);
            sink.finish();
        }

        assertThat(files.read(file, 0).samples()).hasSize(5);
    }

    @Test
    void aSinkThatIsClosedTakesNothingAnyMore() throws AlanException {
        AudioSink sink = files.create(folder.resolve("a.wav"), 8000);
        sink.close();
        sink.close();

        assertThatThrownBy(() -> sink.write(new float[1])).isInstanceOf(AlanException.class)
                .hasMessageContaining("already closed");
        assertThatThrownBy(sink::finish).isInstanceOf(AlanException.class).hasMessageContaining("already closed");
    }

    @Test
    void aPathWithAnyCharactersWorks() throws AlanException {
        // "größe 50% | 名前", as a URI so that the test does not depend on the locale
        Path odd = Path.of(URI.create(folder.toUri() + "gr%C3%B6%C3%9Fe%2050%25%20%7C%20%E5%90%8D%E5%89%8D.flac"));
        files.write(odd, Tones.sine(8000, 100, 0.5, 800));
        Path looksLikeAnAddress = folder.resolve("concat:a.wav");
        files.write(looksLikeAnAddress, Tones.sine(8000, 100, 0.5, 700));

        assertThat(files.read(odd, 0).samples()).hasSize(800);
        assertThat(files.read(looksLikeAnAddress, 0).samples()).hasSize(700);
    }

    @Test
    void theContentDecidesAndNotTheName() throws AlanException, IOException {
        files.write(folder.resolve("a.flac"), Tones.sine(8000, 100, 0.5, 800));
        Path misnamed = Files.move(folder.resolve("a.flac"), folder.resolve("a.mp3"));

        assertThat(files.read(misnamed, 0).samples()).hasSize(800);
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        assertThatThrownBy(() -> files.create(folder.resolve("a.txt"), 8000)).isInstanceOf(AlanException.class)
                .hasMessageContaining(".mp3, .flac");
        assertThatThrownBy(() -> files.create(folder.resolve("not/there/a.wav"), 8000)).isInstanceOf(AlanException.class)
                .hasMessageEndingWith("there does not exist; make it first, or choose another one.");
        assertThatThrownBy(() -> files.create(Files.createDirectory(folder.resolve("d.wav")), 8000))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("is a folder");
        assertThatThrownBy(() -> files.create(folder.resolve("a.wav"), 0)).isInstanceOf(AlanException.class)
                .hasMessageContaining("0 Hz");
        assertThatThrownBy(() -> files.create(folder.resolve("a.flac"), 2_000_000)).isInstanceOf(AlanException.class)
                .hasMessageContaining("2000000 Hz");
    }

    @ParameterizedTest
    @ValueSource(strings = {".mp3", ".opus", ".ogg"})
    void aLossyFileOfNothingIsOneSilentFrame(String ending) throws AlanException {
        Path file = folder.resolve("nothing" + ending);
        files.write(file, new Pcm(16000, new float[0]));

        Pcm silence = files.read(file, 16000);

        assertThat(silence.seconds()).isBetween(0.01, 0.08);
        assertThat(Tones.level(silence.samples(), 0)).isLessThan(0.001);
    }

    @ParameterizedTest
    @ValueSource(strings = {".wav", ".f32.wav", ".flac"})
    void aLosslessFileOfNothingHoldsNoSound(String ending) throws AlanException {
        Path file = folder.resolve("nothing" + ending);
        files.write(file, new Pcm(16000, new float[0]));

        assertThatThrownBy(() -> files.read(file, 16000)).isInstanceOf(AlanException.class)
                .hasMessageContaining("holds no sound at all");
    }

    private List<Path> inFolder() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.toList();
        }
    }
}
