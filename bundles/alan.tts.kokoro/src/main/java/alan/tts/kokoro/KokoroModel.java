package alan.tts.kokoro;

import alan.api.AlanException;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.text.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
            return byName(name, wanted);
        }
        if (wanted == null) {
            return voices.get(0);
        }
        return voices.stream().filter(voice -> voice.name().equals(defaults.get(wanted.language()))).findFirst()
                .or(() -> voices.stream().filter(voice -> voice.speaks(wanted)).findFirst())
                .orElse(voices.get(0));
    }

    /**
     * Looks whether the default voices are there. Those that nobody configured need not be: a model may have voices for some languages only.
     *
     * @throws AlanException about the first one that is configured and not there
     */
    void requireDefaults() throws AlanException {
        for (Map.Entry<String, String> each : defaults.entrySet()) {
            if (!each.getValue().equals(KokoroSettings.VOICES.get(each.getKey()))) {
                try {
                    byName(each.getValue(), Dialect.ofLanguage(each.getKey()));
                } catch (AlanException e) {
                    throw new AlanException(Text.of("The setting \"voices\" of %s is wrong: %s", KokoroTextToSpeech.NAME, e));
                }
            }
        }
    }

    private KokoroVoice byName(String name, Dialect wanted) throws AlanException {
        for (KokoroVoice voice : voices) {
            if (voice.name().equals(name)) {
                return voice;
            }
        }
        Dialect meant = Optional.ofNullable(wanted)
                .or(() -> Optional.ofNullable(Dialect.ofVoice(name)))
                .orElseGet(() -> Dialect.ofLanguage(Text.user().getLanguage()));
        List<String> its = voices.stream().filter(voice -> meant != null && voice.speaks(meant)).map(KokoroVoice::name).toList();
        if (its.isEmpty() || its.size() == voices.size()) {
            throw new AlanException("Kokoro has no voice \"%s\"; there are: %s.", name,
                    voices.stream().map(KokoroVoice::name).collect(Collectors.joining(", ")));
        }
        throw new AlanException("Kokoro has no voice \"%s\"; those for %s are: %s (and for other languages, %d).", name,
                new Locale(meant.language()), String.join(", ", its), voices.size() - its.size());
    }
}
