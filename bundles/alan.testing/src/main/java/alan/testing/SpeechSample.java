package alan.testing;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.model.InstalledModel;
import alan.models.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A short recording and what is said in it, from the package pytest-audioeval: {@code en/counting}, {@code en/hello_world},
 * {@code en/quick_brown_fox}, {@code es/conteo}, {@code es/hola_mundo} and {@code es/pangrama}, at 16 kHz, one to four
 * seconds each.
 *
 * @param sound the recording
 * @param text what is said
 */
public record SpeechSample(Pcm sound, String text) {
    private static final String FOLDER = "testing";

    /**
     * {@return a recording} It is fetched the first time and kept in {@code testing/} of the data folder.
     *
     * @param name as above
     * @throws AlanException when it cannot be fetched
     * @throws IOException when it cannot be read
     */
    public static SpeechSample fetch(String name) throws AlanException, IOException {
        Path folder = Catalogue.defaultDataFolder().resolve(FOLDER);
        InstalledModel samples = catalogue(folder).fetch("speech-samples", TestModels.printing("speech-samples"));
        return new SpeechSample(Wav.read(samples.file(name + ".wav")), Files.readString(samples.file(name + ".txt")).strip());
    }

    private static Catalogue catalogue(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("samples.json");
        Path aside = Files.createTempFile(folder, "samples", ".json");
        try (InputStream in = SpeechSample.class.getResourceAsStream("samples.json")) {
            Files.copy(in, aside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
        return new Catalogue(file, folder, List.of());
    }
}
