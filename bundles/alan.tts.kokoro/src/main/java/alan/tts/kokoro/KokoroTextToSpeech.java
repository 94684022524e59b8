package alan.tts.kokoro;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.Models;
import alan.api.phonemes.PhonemeReader;
import alan.api.phonemes.Phonemizer;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks with Kokoro: the phonemizer reads a text, ONNX Runtime computes the network. It ranks below Piper, which is several times faster. */
@Component(
        name = KokoroTextToSpeech.NAME,
        configurationPid = KokoroTextToSpeech.NAME,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        property = {Engine.NAME + "=" + KokoroTextToSpeech.ENGINE, "service.ranking:Integer=-10"})
@Designate(ocd = KokoroTextToSpeech.Config.class)
public final class KokoroTextToSpeech implements TextToSpeech {
    /** Name of the component and PID of its configuration. */
    static final String NAME = "alan.tts.kokoro";

    /** The engine's short name, also in the model catalogue. */
    static final String ENGINE = "kokoro";

    /** The default model. */
    static final String MODEL = "kokoro-82m";

    private static final Logger LOG = LoggerFactory.getLogger(KokoroTextToSpeech.class);

    private final Models models;
    private final Phonemizer phonemizer;
    private final KokoroSettings settings;
    /** Thrown when the engine is to be loaded, so that it is seen; {@code null} if the configuration is right. */
    private final AlanException misconfigured;
    private volatile Running running;

    /** Configuration. */
    @ObjectClassDefinition(name = "Kokoro voices")
    @interface Config {
        @AttributeDefinition(name = "Model", description = "id of the model; for the default one, another Kokoro model that is installed will do")
        String model() default MODEL;

        @AttributeDefinition(name = "Voices", description = "default voice of a language, such as es=ef_dora,en=am_michael")
        String[] voices() default {};

        @AttributeDefinition(name = "Speed", description = "1 is the voice's own pace, 2 twice as fast; from 0.5 to 2", min = "0.5", max = "2")
        double speed() default 1;

        @AttributeDefinition(name = "Threads", description = "threads that compute one sentence; 0 for the number of cores, at most 4", min = "0")
        int threads() default 0;
    }

    private record Running(PhonemeReader phonemes, KokoroNetwork network, KokoroModel model, Map<String, Styles> styles) {
        /** Two threads may read one file at once; what they get is the same. */
        Styles styles(KokoroVoice voice) throws AlanException {
            Styles known = styles.get(voice.name());
            if (known == null) {
                known = voice.file().read(voice.name());
                styles.put(voice.name(), known);
            }
            return known;
        }
    }

    /**
     * @param models the catalogue
     * @param phonemizer reads texts
     * @param config the configuration
     */
    @Activate
    public KokoroTextToSpeech(@Reference Models models, @Reference Phonemizer phonemizer, Config config) {
        this.models = models;
        this.phonemizer = phonemizer;
        KokoroSettings right = null;
        AlanException wrong = null;
        try {
            right = KokoroSettings.of(config);
        } catch (AlanException e) {
            wrong = e;
        }
        this.settings = right == null ? new KokoroSettings(config.model().strip(), KokoroSettings.VOICES, 1, 1) : right;
        this.misconfigured = wrong;
    }

    @Override
    public EngineInfo info() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("speed", String.valueOf(settings.speed()));
        details.put("threads", String.valueOf(settings.threads()));
        String model = substitute().map(installed -> installed.model().id()).orElse(settings.model());
        return new EngineInfo(Dialect.languages(), List.of(model), "cpu", running != null, details);
    }

    @Override
    public List<Voice> voices() {
        Optional<InstalledModel> installed = substitute().or(() -> models.installed(settings.model()));
        if (installed.isEmpty() || !isKokoro(installed.get().model())) {
            return List.of();
        }
        try {
            return KokoroModel.of(installed.get(), settings.voices()).voices().stream().map(KokoroVoice::voice).toList();
        } catch (AlanException e) {
            LOG.warn("{}", e.getMessage());
            return List.of();
        }
    }

    /** What stands in for the default model if that is not installed: those of the catalogue differ in where they come from, not in their sound. */
    private Optional<InstalledModel> substitute() {
        if (!settings.model().equals(MODEL) || models.installed(MODEL).isPresent()) {
            return Optional.empty();
        }
        return models.installed(EngineKind.TTS).stream().filter(installed -> isKokoro(installed.model())).findFirst();
    }

    private InstalledModel required() throws AlanException {
        Optional<Model> known = models.list().stream().filter(model -> model.id().equals(settings.model())).findFirst();
        if (known.isEmpty() && !settings.model().equals(MODEL)) {
            throw new AlanException("The setting \"model\" of %s says \"%s\", and there is no such model; alan:models lists those that there are.",
                    NAME, settings.model());
        }
        // Before it is asked for: nobody should fetch a model that will not do.
        if (known.isPresent() && !isKokoro(known.get())) {
            throw new AlanException("The model %s is not Kokoro; set \"model\" of %s to one that is.", settings.model(), NAME);
        }
        Optional<InstalledModel> substitute = substitute();
        return substitute.isPresent() ? substitute.get() : models.require(settings.model());
    }

    private static boolean isKokoro(Model model) {
        return model.kind() == EngineKind.TTS && ENGINE.equals(model.engine());
    }

    @Override
    public synchronized void load() throws AlanException {
        if (running != null) {
            return;
        }
        if (misconfigured != null) {
            throw misconfigured;
        }
        KokoroModel model = KokoroModel.of(required(), settings.voices());
        model.requireDefaults();
        PhonemeReader phonemes = phonemizer.open();
        try {
            running = new Running(phonemes, new KokoroNetwork(model.network(), settings.threads()), model, new ConcurrentHashMap<>());
        } finally {
            if (running == null) {
                phonemes.close();
            }
        }
    }

    @Override
    public PcmStream speak(SpeechRequest request) throws AlanException {
        Running now = running;
        if (now == null) {
            throw new AlanException("Kokoro is not loaded; ask again.");
        }
        KokoroVoice voice = now.model().choose(request.voice(), request.language());
        return new KokoroStream(
                now.phonemes(), now.network(), now.styles(voice), voice.speaking(request.language()),
                settings.speed(request.options().get("speed")), TextPieces.of(request.text()));
    }

    @Override
    @Deactivate
    public synchronized void unload() {
        Running now = running;
        running = null;
        if (now != null) {
            now.network().close();
            now.phonemes().close();
        }
    }
}
