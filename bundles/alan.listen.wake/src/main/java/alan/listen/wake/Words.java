package alan.listen.wake;

import alan.api.engine.EngineKind;
import alan.api.listen.WakeWord.Name;
import alan.api.model.InstalledModel;
import alan.api.model.Models;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which wake words there are: a file each, named after its phrase ({@code hey_jarvis_v0.1.onnx}). All files {@code *.onnx} of installed models of this
 * engine are words, but for the two that all words share.
 */
final class Words {
    private static final String ENDING = ".onnx";
    private static final Set<String> SHARED = Set.of(SharedNetworks.SPECTRUM, SharedNetworks.EMBEDDINGS);
    private static final Pattern VERSION = Pattern.compile("[_-]v\\d+(\\.\\d+)*$");

    private Words() {}

    /**
     * A wake word.
     *
     * @param name for whoever asks
     * @param file its network
     */
    record Word(Name name, Path file) {}

    /** {@return the words that are installed, by id} A word of the user's own stands in for one of the same name that Alan's catalogue has. */
    static Map<String, Word> of(Models models) {
        Map<String, Word> words = new LinkedHashMap<>();
        for (InstalledModel model : models.installed(EngineKind.WAKE)) {
            if (OpenWakeWord.ENGINE.equals(model.model().engine())) {
                model.files().forEach((file, path) -> add(words, file, path, model.model().languages()));
            }
        }
        return words;
    }

    private static void add(Map<String, Word> words, String file, Path path, Set<String> languages) {
        if (file.toLowerCase(Locale.ROOT).endsWith(ENDING) && !SHARED.contains(file)) {
            String id = id(file);
            words.put(id, new Word(new Name(id, phrase(id), languages), path));
        }
    }

    /** {@return the id of a file's word: {@code hey_jarvis}} */
    static String id(String file) {
        String stem = file.substring(file.lastIndexOf('/') + 1, file.length() - ENDING.length()).toLowerCase(Locale.ROOT);
        String bare = VERSION.matcher(stem).replaceFirst("");
        return bare.isEmpty() ? stem : bare;
    }

    /** {@return what is said: {@code Hey Jarvis}} */
    static String phrase(String id) {
        StringBuilder phrase = new StringBuilder();
        for (String word : id.split("[\\s_-]+")) {
            if (!word.isEmpty()) {
                phrase.append(phrase.isEmpty() ? "" : " ").append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return phrase.isEmpty() ? id : phrase.toString();
    }
}
