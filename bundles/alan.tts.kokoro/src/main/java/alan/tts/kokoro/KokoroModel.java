package alan.tts.kokoro;

import alan.api.AlanException;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that is here: the network, and voices in any number of files.
 *
 * @param network the {@code .onnx} file
 * @param voices that are whole, the default ones first
 * @param defaults the default voice of a language, by ISO 639-1 code
 */
record KokoroModel(Path network, List<KokoroVoice> voices, Map<String, String> defaults) {
    private static final Logger LOG = LoggerFactory.getLogger(KokoroModel.class);
    private static final String NETWORK = ".onnx";
    private static final List<String> VOICES = List.of(".bin", ".npz");

    /**
     * Reads which voices there are.
     *
     * @param installed a model
     * @param defaults the default voice of a language
     * @return the model
     * @throws AlanException when it lacks a network or voices
     */
    static KokoroModel of(InstalledModel installed, Map<String, String> defaults) throws AlanException {
        List<KokoroVoice> voices = new ArrayList<>();
        Path network = null;
        for (Model.File file : installed.model().files()) {
            Path path = installed.file(file.name());
            if (network == null && file.name().endsWith(NETWORK)) {
                network = path;
            } else if (VOICES.stream().anyMatch(file.name()::endsWith)) {
                addVoices(new StyleFile(path), voices, defaults);
            }
        }
        if (network == null || voices.isEmpty()) {
            throw new AlanException(
                    "The model %s is not Kokoro: it needs a file *.onnx, and voices in files *.bin or *.npz.", installed.model().id());
        }
        return new KokoroModel(network, List.copyOf(voices), defaults);
    }

    private static void addVoices(StyleFile file, List<KokoroVoice> voices, Map<String, String> defaults) {
        try {
            for (String name : file.voices()) {
                long before = voices.stream().filter(each -> defaults.containsValue(each.name())).count();
                voices.add(defaults.containsValue(name) ? (int) before : voices.size(), new KokoroVoice(name, file));
            }
        } catch (AlanException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    /**
     * Finds the voice for a request.
     *
     * @param name a voice's name; {@code null} to go by the language
     * @param language ISO 639-1, also with a region; {@code null} for the default voice
     * @return the voice
     * @throws AlanException when there is no such voice, or the language cannot be spoken
     */
    KokoroVoice choose(String name, String language) throws AlanException {
        Dialect wanted = language == null ? null : Dialect.ofLanguage(language);
        if (language != null && wanted == null) {
            throw new AlanException("Kokoro speaks no %s; use another engine for text to speech in that language.",
                    new Locale(language));
        }
        if (name != null) {
            return byName(name);
        }
        if (wanted == null) {
            return voices.get(0);
        }
        return voices.stream().filter(voice -> voice.name().equals(defaults.get(wanted.language()))).findFirst()
                .or(() -> voices.stream().filter(voice -> voice.own() != null && voice.own().language().equals(wanted.language())).findFirst())
                .orElse(voices.get(0));
    }

    private KokoroVoice byName(String name) throws AlanException {
        for (KokoroVoice voice : voices) {
            if (voice.name().equals(name)) {
                return voice;
            }
        }
        throw new AlanException("Kokoro has no voice \"%s\"; there are: %s.", name,
                voices.stream().map(KokoroVoice::name).collect(Collectors.joining(", ")));
    }
}
