package alan.tts.piper;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.Models;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Piper voices that are installed, and which of them speaks. */
final class VoiceCatalogue {
    private static final Logger LOG = LoggerFactory.getLogger(VoiceCatalogue.class);

    private final Models models;
    private final String defaultModel;

    /**
     * @param models the catalogue
     * @param defaultModel id of the default voice's model
     */
    VoiceCatalogue(Models models, String defaultModel) {
        this.models = models;
        this.defaultModel = defaultModel;
    }

    /** {@return the voices that are installed and whole, the default first} */
    List<InstalledVoice> list() {
        List<InstalledVoice> voices = new ArrayList<>();
        for (InstalledModel installed : installed()) {
            try {
                InstalledVoice voice = InstalledVoice.of(installed);
                voices.add(voice.model().equals(defaultModel) ? 0 : voices.size(), voice);
            } catch (AlanException e) {
                LOG.warn("{}", e.getMessage());
            }
        }
        return voices;
    }

    /**
     * {@return the default voice}
     *
     * @throws AlanException when its model is not installed, damaged, or no Piper voice
     */
    InstalledVoice requireDefault() throws AlanException {
        InstalledModel installed = models.require(defaultModel);
        if (!isPiper(installed.model())) {
            throw new AlanException(
                    "The model %s is no Piper voice; set \"model\" of %s to one that is.", defaultModel, PiperTextToSpeech.NAME);
        }
        return InstalledVoice.of(installed);
    }

    /** {@return the languages of all voices; those of the default voice's model when no voice is installed} */
    Set<String> languages() {
        Set<String> languages = new LinkedHashSet<>();
        list().forEach(voice -> languages.addAll(voice.voice().languages()));
        if (languages.isEmpty()) {
            try {
                languages.addAll(models.get(defaultModel).languages());
            } catch (AlanException e) {
                LOG.debug("the default voice's model is not in the catalogue", e);
            }
        }
        return languages;
    }

    /**
     * Finds the voice for a request.
     *
     * @param name a voice's name; {@code null} to go by the language
     * @param language ISO 639-1, also with a region; {@code null} for the default voice
     * @return the voice
     * @throws AlanException when there is none; the sentence says which there are
     */
    InstalledVoice choose(String name, String language) throws AlanException {
        if (name != null) {
            return byName(name);
        }
        if (language == null) {
            return requireDefault();
        }
        String code = language.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        for (InstalledVoice voice : list()) {
            if (voice.voice().languages().contains(code)) {
                return voice;
            }
        }
        throw noVoiceFor(code);
    }

    private InstalledVoice byName(String name) throws AlanException {
        for (InstalledModel installed : installed()) {
            if (InstalledVoice.nameOf(installed).equals(name)) {
                return InstalledVoice.of(installed);
            }
        }
        String known = list().stream().map(voice -> voice.voice().name()).collect(Collectors.joining(", "));
        if (known.isEmpty()) {
            throw new AlanException("There is no Piper voice \"%s\"; none is installed.", name);
        }
        throw new AlanException("There is no Piper voice \"%s\"; there are: %s.", name, known);
    }

    private AlanException noVoiceFor(String language) {
        Locale spoken = new Locale(language);
        String could = models.list().stream()
                .filter(model -> isPiper(model) && model.languages().contains(language))
                .map(Model::id)
                .collect(Collectors.joining(", "));
        return could.isEmpty()
                ? new AlanException("No installed Piper voice speaks %s (%s); the catalogue has none either: add one.", spoken, language)
                : new AlanException("No installed Piper voice speaks %s (%s); install one of these models: %s.", spoken, language, could);
    }

    private List<InstalledModel> installed() {
        return models.installed(EngineKind.TTS).stream()
                .filter(installed -> isPiper(installed.model()))
                .toList();
    }

    private static boolean isPiper(Model model) {
        return model.kind() == EngineKind.TTS && PiperTextToSpeech.ENGINE.equals(model.engine());
    }
}
