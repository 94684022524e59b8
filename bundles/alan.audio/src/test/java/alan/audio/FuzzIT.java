package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spoilt files of every kind: each is read, or refused with a sentence. What would fail here is a crash of the virtual machine, an
 * exception of another kind, a reader that never ends, or sound without end. {@code -Dalan.fuzz.rounds=N} tries more,
 * {@code -Dalan.fuzz.seed=N} others.
 */
class FuzzIT {
    private static final int ROUNDS = Integer.getInteger("alan.fuzz.rounds", 300);
    private static final long SEED = Long.getLong("alan.fuzz.seed", 0);

    private final AudioFiles files = new FfmpegAudioFiles(Path.of("target", "javacpp"), 1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @Timeout(36_000)
    @ValueSource(strings = {".wav", ".f32.wav", ".mp3", ".flac", ".ogg", ".mov"})
    void aSpoiltFileIsReadOrRefused(String ending) throws Exception {
        byte[] whole = whole(ending);
        int read = 0;
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            Path file = Files.write(folder.resolve("spoilt" + ending), new Mutation(seed).of(whole));
            try {
                Pcm sound = files.read(file, 16000);
                assertThat(sound.seconds()).as("%s, seed %d", ending, seed).isLessThan(62);
                read++;
            } catch (AlanException e) {
                assertThat(e.getMessage()).as("%s, seed %d", ending, seed).contains(file.toString()).endsWith(".");
            } catch (RuntimeException | Error e) {
                fail(ending + ", seed " + seed, e);
            }
        }
        System.out.printf("%s: %d of %d spoilt files could be read%n", ending, read, ROUNDS);
    }

    private byte[] whole(String ending) throws Exception {
        Pcm sound = Tones.chirp(16000, 1);
        if (ending.equals(".mov")) {
            ByteBuffer pcm = ByteBuffer.allocate(2 * sound.samples().length).order(ByteOrder.LITTLE_ENDIAN);
            for (float sample : sound.samples()) {
                pcm.putShort((short) Math.round(sample * 32767));
            }
            return MovBytes.of(pcm.array());
        }
        Path file = folder.resolve("whole" + ending);
        files.write(file, sound);
        return Files.readAllBytes(file);
    }
}
