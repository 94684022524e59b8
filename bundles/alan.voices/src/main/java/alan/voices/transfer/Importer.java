package alan.voices.transfer;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.voice.VoiceDraft;
import alan.voices.store.Names;
import alan.voices.store.VoiceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes voices of what comes from elsewhere, in a folder aside. Links in it are never followed. */
public final class Importer {
    private final PiperVoices piper;

    /** @param audio reads sounds of any kind */
    public Importer(AudioFiles audio) {
        this.piper = new PiperVoices(audio);
    }

    /**
     * A voice that was made.
     *
     * @param name of it
     * @param folder of it; without a receipt
     * @param from the folder that it is a copy of; {@code null} if it is none
     */
    public record Made(String name, Path folder, Path from) {}

    /**
     * {@return the voices of a zip file or a folder}
     *
     * @param source file or folder
     * @param name of the one voice in it; {@code null} for its own
     * @param stage an empty folder, in which they are made
     * @throws AlanException when it holds no voice, or something in it is not what it should be
     */
    public List<Made> make(Path source, String name, Path stage) throws AlanException, IOException {
        if (!Files.exists(source)) {
            throw new AlanException("There is no file or folder %s.", source);
        }
        Path root = source.toRealPath();
        String own = root.getFileName() == null ? "" : root.getFileName().toString();
        if (!Files.isDirectory(root)) {
            Path unpacked = Files.createDirectory(stage.resolve("unpacked"));
            ZipIn.unpack(root, unpacked);
            root = unpacked;
            own = own.replaceFirst("(?i)\\.zip$", "");
        }
        Map<String, Path> copies = copies(root, own);
        Map<String, VoiceDraft> drafts = copies.isEmpty() ? piper.read(root) : Map.of();
        int found = copies.size() + drafts.size();
        if (found == 0) {
            throw new AlanException("There is no voice in %s: neither a file voice.json, nor LANGUAGE/VOICE/ref.wav.", source);
        }
        if (name != null && found > 1) {
            throw new AlanException("There are %s voices in %s, which cannot all be called %s; leave the name out.", found, source, name);
        }
        List<Made> made = new ArrayList<>();
        for (Map.Entry<String, Path> copy : copies.entrySet()) {
            Made one = new Made(Names.check(name == null ? copy.getKey() : name), stage.resolve("voice-" + made.size()), copy.getValue());
            VoiceFolder.read(copy.getValue(), one.name).copy(one.folder);
            made.add(one);
        }
        for (Map.Entry<String, VoiceDraft> draft : drafts.entrySet()) {
            Made one = new Made(Names.check(name == null ? draft.getKey() : name), stage.resolve("voice-" + made.size()), null);
            VoiceFolder.write(one.folder, draft.getValue(), List.of(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
            made.add(one);
        }
        return made;
    }

    private static Map<String, Path> copies(Path root, String own) throws IOException {
        Map<String, Path> copies = new LinkedHashMap<>();
        if (VoiceFolder.is(root)) {
            copies.put(own, root);
        } else {
            for (Path folder : folders(root)) {
                if (VoiceFolder.is(folder)) {
                    copies.put(folder.getFileName().toString(), folder);
                }
            }
        }
        return copies;
    }

    /** {@return the folders in a folder, in order, without links and hidden ones} */
    static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !path.getFileName().toString().startsWith(".")).sorted().toList();
        }
    }
}
