package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose headers lie, and what is too long. */
class BadInputIT {
    private final AudioFiles files = Tones.files();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 0x7FFFFFFF})
    void aWavFileThatDoesNotSayHowLongItIsIsReadToItsEnd(int declaredBytes) throws Exception {
        Path file = Files.write(folder.resolve("a.wav"), WavBytes.of(8000, 1, new float[4000], declaredBytes));

        assertThat(files.read(file, 0).samples()).hasSize(4000);
    }

    @Test
    void aWavFileThatSaysItIsLongerThanItIsIsCutOff() throws IOException {
        Path file = Files.write(folder.resolve("a.wav"), WavBytes.of(8000, 1, new float[8000], 32000));

        refused(file, "The sound file " + file + " is damaged or cut off: only the first 1.0 seconds can be read; copy or download it again.",
                "El archivo de sonido " + file + " está dañado o cortado: solo se pueden leer los primeros 1,0 segundos;"
                        + " vuelve a copiarlo o descargarlo.");
    }

    @ParameterizedTest
    @CsvSource({"16000,0", "16000,65", "16000,300", "1,1", "999,1", "768001,1", "1000000000,1", "2147483647,1"})
    void channelsAndRatesThatNoRecordingHasAreRefused(int rate, int channels) throws IOException {
        Path file = Files.write(folder.resolve("a.wav"), header(rate, channels));

        refused(file, "The sound file " + file + " says that its sample rate is " + rate + " Hz and its number of channels " + channels
                        + ", but only 1000 to 768000 Hz and at most 64 channels are possible; save it anew with a sound editor.",
                "El archivo de sonido " + file + " dice que su frecuencia de muestreo es de " + rate + " Hz y su número de canales " + channels
                        + ", pero solo son posibles de 1000 a 768000 Hz y como máximo 64 canales; guárdalo de nuevo con un editor de sonido.");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "-1,1", "16000,65535"})
    void channelsAndRatesThatFfmpegItselfRefusesAreSaidToo(int rate, int channels) throws IOException {
        Path file = Files.write(folder.resolve("a.wav"), header(rate, channels));

        assertThatThrownBy(() -> files.read(file, 16000)).isInstanceOf(AlanException.class).hasMessageContaining("The sound file " + file);
    }

    @ParameterizedTest
    @CsvSource({"1000,1", "768000,1", "8000,64"})
    void theLeastAndTheMostAreRead(int rate, int channels) throws Exception {
        Path file = Files.write(folder.resolve("a.wav"), WavBytes.of(rate, channels, new float[rate / 10]));

        assertThat(files.read(file, 16000).samples()).hasSize(1600);
    }

    @Test
    void silenceIsSound() throws Exception {
        Path file = Files.write(folder.resolve("silence.wav"), WavBytes.of(16000, 1, new float[16000]));

        assertThat(files.read(file, 0).samples()).hasSize(16000).containsOnly(0);
    }

    @Test
    void moreThanTheLimitIsRefusedBeforeItIsDecoded() throws Exception {
        Path file = folder.resolve("long.flac");
        try (AudioSink sink = files.create(file, 8000)) {
            for (int minute = 0; minute <= 120; minute++) {
                sink.write(new float[60 * 8000]);
            }
            sink.finish();
        }

        assertThatThrownBy(() -> files.open(file, 16000)).isInstanceOfSatisfying(AlanException.class, e -> {
            assertThat(e).hasMessage("The sound file " + file + " is longer than the limit of 120 minutes; cut it, or raise max.minutes in the "
                    + "configuration alan.audio.");
            assertThat(e.text().say(Locale.forLanguageTag("es"))).isEqualTo("El archivo de sonido " + file
                    + " supera el límite de 120 minutos; recórtalo o sube max.minutes en la configuración alan.audio.");
        });
        // With no limit of time there is that of memory: the tests have 384 MB, and this wants 2 GB.
        AudioFiles anyLength = new FfmpegAudioFiles(Path.of("target", "javacpp"), 0);
        assertThatThrownBy(() -> anyLength.read(file, 48000)).isInstanceOf(AlanException.class)
                .hasMessageStartingWith("The sound file " + file + " is too long for the memory that Alan may use; "
                        + "cut it, or start Alan with ALAN_JAVA_OPTS=-Xmx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grabación de mañana.wav", "録音 %s %d.flac", "a\nb\tc.wav", "concat:a.wav", "http:b.wav", "-i.wav",
        "'\"$(x).ogg", "%2e%2e.wav"})
    void anyNameIsAName(String name) throws Exception {
        Path file = folder.resolve(name);
        files.write(file, Tones.sine(48000, 440, 0.5, 4800));

        Pcm again = files.read(file, 0);

        assertThat(again.samples().length).isBetween(4790, 4810);
        assertThat(folder).isDirectoryContaining(other -> other.getFileName().toString().equals(name));
    }

    @Test
    void aNameWithPercentSignsAndALineBreakIsSaidInOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("100 %s\n%d.wav"), "no sound");

        assertThatThrownBy(() -> files.read(file, 0)).isInstanceOf(AlanException.class).hasMessage("The file " + folder + "/100 %s\\n%d.wav"
                + " is not a sound file of a known kind, whatever its name says; use wav, mp3, flac, ogg, opus or m4a.");
    }

    private static byte[] header(int rate, int channels) {
        byte[] wav = WavBytes.of(16000, 1, new float[65535 * 4]);
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putShort(22, (short) channels).putInt(24, rate).putInt(28, 2 * rate * channels)
                .putShort(32, (short) (2 * channels));
        return wav;
    }

    private void refused(Path file, String english, String spanish) {
        assertThatThrownBy(() -> files.read(file, 16000)).isInstanceOfSatisfying(AlanException.class, e -> {
            assertThat(e).hasMessage(english);
            assertThat(e.text().say(Locale.forLanguageTag("es"))).isEqualTo(spanish);
        });
    }
}
