package alan.tts.piper;

import alan.api.AlanException;
import alan.api.model.InstalledModel;
import alan.api.tts.Voice;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A voice whose files are here.
 *
 * @param model id in the catalogue
 * @param network the {@code .onnx} file
 * @param settings what the file beside it says
 * @param voice what others get to see
 */
record InstalledVoice(String model, Path network, VoiceSettings settings, Voice voice) {
    /** Property of a catalogue model: the voice's name. */
    static final String VOICE = "voice";

    private static final String NETWORK = ".onnx";
    private static final String SETTINGS = ".onnx.json";

    /**
     * Reads a model's settings.
     *
     * @param installed a model of a Piper voice
     * @return the voice
     * @throws AlanException when its files are not those of a Piper voice
     */
    static InstalledVoice of(InstalledModel installed) throws AlanException {
        Path network;
        Path json;
        try {
            network = installed.fileEnding(NETWORK);
            json = installed.fileEnding(SETTINGS);
        } catch (IllegalArgumentException e) {
            throw new AlanException(
                    "The model %s is no Piper voice: it needs a file *.onnx and a file *.onnx.json.", installed.model().id(), e);
        }
        VoiceSettings settings = VoiceSettings.read(json);
        Set<String> languages = new LinkedHashSet<>();
        if (settings.language() != null
                && (installed.model().languages().isEmpty() || installed.model().languages().contains(settings.language()))) {
            languages.add(settings.language());
        }
        languages.addAll(installed.model().languages());
        Voice voice = new Voice(nameOf(installed), languages, settings.sampleRate(), settings.description());
        return new InstalledVoice(installed.model().id(), network, settings, voice);
    }

    /**
     * {@return the name of a model's voice: what the catalogue says, else the name of its network's file}
     *
     * @param installed a model of a Piper voice
     */
    static String nameOf(InstalledModel installed) {
        String name = installed.model().properties().get(VOICE);
        if (name != null) {
            return name;
        }
        String file = installed.fileEnding(NETWORK).getFileName().toString();
        return file.substring(0, file.length() - NETWORK.length());
    }
}
