package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodingIT {
    private final AudioFiles files = Tones.files();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 9})
    void anyNumberOfChannelsBecomesOneWithoutClippingOrGettingQuieter(int channels) throws Exception {
        Pcm tone = Tones.sine(44100, 1000, 0.99, 44100);
        Path file = Files.write(folder.resolve("a.wav"), WavBytes.of(44100, channels, tone.samples()));

        Pcm mono = files.read(file, 16000);

        assertThat(mono.samples()).hasSize(16000);
        // The same in every channel: with weights that add up to one the mix is that sound again.
        assertThat(Tones.snr(Tones.sine(16000, 1000, 0.99, 16000).samples(), mono.samples(), 200)).isGreaterThan(60);
    }

    @Test
    void aTextThatIsNamedLikeASoundFileIsNone() throws IOException {
        Path text = Files.writeString(folder.resolve("text.wav"), "hello, this is a text and no sound\n".repeat(1000));
        Path page = Files.writeString(folder.resolve("page.mp3"), "<html><body>404 not found</body></html>");
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);

        refused(text, "The file " + text + " is not a sound file of a known kind, whatever its name says; "
                + "use wav, mp3, flac, ogg, opus or m4a.");
        refusedWith(page, "is not a sound file");
        refusedWith(Files.write(folder.resolve("noise.wav"), noise), "is not a sound file");
        refusedWith(Files.write(folder.resolve("zeros.wav"), new byte[100_000]), "is not a sound file");
    }

    @Test
    void aPictureHoldsNoSound() throws IOException {
        Path picture = folder.resolve("picture.ogg");
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());

        refused(picture, "The file " + picture + " holds no sound, only pictures, "
                + "text or nothing; choose a file with sound in it.");
    }

    @Test
    void aFilmWithoutSoundHoldsNone() throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
        Path film = Files.write(folder.resolve("film.mov"), MovBytes.film(jpeg.toByteArray()));

        refused(film, "The file " + film + " holds no sound, only pictures, text or nothing; choose a file with sound in it.");
    }

    @Test
    void aSoundFileWithoutASampleHoldsNoSound() throws IOException {
        Path file = Files.write(folder.resolve("a.wav"), WavBytes.of(8000, 1, new float[0]));

        refused(file, "The sound file " + file + " holds no sound at all; record or copy it again.");
    }

    @ParameterizedTest
    @ValueSource(strings = {".wav", ".f32.wav", ".mp3", ".flac", ".opus", ".ogg"})
    void aFileThatIsCutOffGivesWhatIsThereAndThenSaysSo(String ending) throws Exception {
        Path whole = folder.resolve("whole" + ending);
        files.write(whole, Tones.chirp(24000, 10));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut" + ending), Arrays.copyOf(bytes, bytes.length * 6 / 10 + 3));

        long samples = 0;
        try (PcmStream stream = files.open(cut, 24000)) {
            AlanException damage = null;
            while (damage == null) {
                try {
                    float[] block = stream.read();
                    assertThat(block).as("the end of the stream").isNotNull();
                    samples += block.length;
                } catch (AlanException e) {
                    damage = e;
                }
            }
            assertThat(damage).hasMessageMatching("The sound file .* is damaged or cut off: only the first "
                    + "[0-9.]+( of [0-9.]+)? seconds can be read; copy or download it again\\.");
            assertThat(damage).hasMessageContaining(String.format(Locale.ROOT, "first %.1f", samples / 24000.0));
            assertThatThrownBy(stream::read).isInstanceOf(AlanException.class);
        }
        assertThat(samples / 24000.0).isBetween(3.0, 9.0);
        assertThatThrownBy(() -> files.read(cut, 16000)).isInstanceOf(AlanException.class)
                .hasMessageContaining("damaged or cut off");
    }

    @ParameterizedTest
    @ValueSource(strings = {".mp3", ".flac", ".opus", ".ogg"})
    void aFileThatIsDamagedInTheMiddleSaysSo(String ending) throws Exception {
        Path whole = folder.resolve("whole" + ending);
        files.write(whole, Tones.chirp(24000, 10));
        byte[] bytes = Files.readAllBytes(whole);
        Random random = new Random(7);
        for (int i = bytes.length / 2; i < bytes.length / 2 + bytes.length / 20; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        Path damaged = Files.write(folder.resolve("damaged" + ending), bytes);

        assertThatThrownBy(() -> files.read(damaged, 24000)).isInstanceOf(AlanException.class)
                .hasMessageContaining("is damaged or cut off: only the first").hasMessageContaining("seconds can be read");
    }

    @Test
    void aFileWhoseBeginningIsLostIsDamaged() throws Exception {
        Path flac = folder.resolve("a.flac");
        files.write(flac, Tones.chirp(24000, 1));

        Path cut = Files.write(folder.resolve("cut.flac"), Arrays.copyOf(Files.readAllBytes(flac), 30));

        assertThatThrownBy(() -> files.read(cut, 0)).isInstanceOf(AlanException.class).hasMessageContaining(cut.toString());
    }

    @Test
    void twoMp3FilesPutOneBehindTheOtherAreOneSound() throws Exception {
        Path one = folder.resolve("one.mp3");
        files.write(one, Tones.chirp(24000, 2));
        byte[] bytes = Files.readAllBytes(one);
        byte[] twice = Arrays.copyOf(bytes, 2 * bytes.length);
        System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);

        Pcm sound = files.read(Files.write(folder.resolve("twice.mp3"), twice), 24000);

        assertThat(sound.seconds()).isBetween(3.9, 4.3);
    }

    @ParameterizedTest
    @CsvSource({".wav", ".flac", ".mp3", ".opus"})
    void aFileThatSaysItIsTooLongIsRefusedAtOnce(String ending) throws Exception {
        Path file = folder.resolve("long" + ending);
        files.write(file, new Pcm(8000, new float[61 * 8000]));
        AudioFiles oneMinute = new FfmpegAudioFiles(Path.of("target", "javacpp"), 1);

        assertThatThrownBy(() -> oneMinute.open(file, 8000)).isInstanceOf(AlanException.class)
                .hasMessage("The sound file " + file + " is longer than the limit of 1 minutes; cut it, "
                        + "or raise max.minutes in the "
                        + "configuration alan.audio.");
    }

    @Test
    void aFileThatDoesNotSayHowLongItIsIsRefusedWhenItIsTooLong() throws Exception {
        Path file = Files.write(folder.resolve("pipe.wav"), WavBytes.of(8000, 1, new float[61 * 8000], 0xFFFF_FFFF));
        AudioFiles oneMinute = new FfmpegAudioFiles(Path.of("target", "javacpp"), 1);
        AudioFiles anyLength = new FfmpegAudioFiles(Path.of("target", "javacpp"), 0);

        try (PcmStream stream = oneMinute.open(file, 8000)) {
            assertThatThrownBy(stream::readAll).isInstanceOf(AlanException.class).hasMessageContaining("limit of 1 minutes");
        }
        assertThat(anyLength.read(file, 8000).samples()).hasSize(61 * 8000);
    }

    private void refused(Path file, String sentence) {
        assertThatThrownBy(() -> files.open(file, 16000)).isInstanceOf(AlanException.class).hasMessage(sentence);
    }

    private void refusedWith(Path file, String part) {
        assertThatThrownBy(() -> files.open(file, 16000)).isInstanceOf(AlanException.class).hasMessageContaining(part);
    }
}
