package alan.tts.piper;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.audio.PcmStream;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.model.Models;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Speaks with Piper voices: espeak-ng makes phonemes of a text, ONNX Runtime computes the voice's network. */
@Component(
        name = PiperTextToSpeech.NAME,
        configurationPid = PiperTextToSpeech.NAME,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        property = Engine.NAME + "=" + PiperTextToSpeech.ENGINE)
@Designate(ocd = PiperTextToSpeech.Config.class)
public final class PiperTextToSpeech implements TextToSpeech {
    /** Name of the component and PID of its configuration. */
    static final String NAME = "alan.tts.piper";

    /** The engine's short name, also in the model catalogue. */
    static final String ENGINE = "piper";

    private final PiperSettings settings;
    private final Path cache;
    private final VoiceCatalogue catalogue;
    private volatile Running running;

    /** Configuration. */
    @ObjectClassDefinition(name = "Piper voices")
    @interface Config {
        @AttributeDefinition(description = "id of the default voice's model")
        String model() default "piper-en-us-joe";

        @AttributeDefinition(description = "1 is the voice's own pace, 2 twice as fast")
        double speed() default 1;

        @AttributeDefinition(description = "how much the sound varies; -1 for the voice's own value")
        float noise() default -1;

        @AttributeDefinition(description = "how much the lengths of phonemes vary; -1 for the voice's own value")
        float noise_w() default -1;

        @AttributeDefinition(description = "how many voices stay in memory when nobody speaks with them")
        int max_voices() default 2;

        @AttributeDefinition(description = "threads that compute one sentence; 0 for the number of cores, at most 4")
        int threads() default 0;
    }

    private record Running(Espeak espeak, VoicePool voices) {}

    /**
     * @param models the catalogue
     * @param context knows the folder for the phonemizer's files
     * @param config the configuration
     */
    @Activate
    public PiperTextToSpeech(@Reference Models models, BundleContext context, Config config) {
        this(models, Path.of(context.getProperty(Home.DATA)), PiperSettings.of(config));
    }

    PiperTextToSpeech(Models models, Path data, PiperSettings settings) {
        this.settings = settings;
        this.cache = data.resolve("cache");
        this.catalogue = new VoiceCatalogue(models, settings.model());
    }

    @Override
    public EngineInfo info() {
        Running now = running;
        Map<String, String> details = new LinkedHashMap<>();
        details.put("speed", String.valueOf(settings.speed()));
        details.put("threads", String.valueOf(settings.threads()));
        if (now != null) {
            details.put("in memory", String.join(", ", now.voices().loaded()));
        }
        return new EngineInfo(catalogue.languages(), List.of(settings.model()), "cpu", now != null, details);
    }

    @Override
    public List<Voice> voices() {
        return catalogue.list().stream().map(InstalledVoice::voice).toList();
    }

    @Override
    public synchronized void load() throws AlanException {
        if (running != null) {
            return;
        }
        InstalledVoice voice = catalogue.requireDefault();
        VoicePool voices = new VoicePool(settings.maxVoices(), settings.threads());
        try {
            voices.take(voice).close();
            running = new Running(new Espeak(EspeakFiles.unpacked(cache)), voices);
        } finally {
            if (running == null) {
                voices.close();
            }
        }
    }

    @Override
    public PcmStream speak(SpeechRequest request) throws AlanException {
        Running now = running;
        if (now == null) {
            throw new AlanException("The Piper voices are not loaded; ask again.");
        }
        InstalledVoice voice = catalogue.choose(request.voice(), request.language());
        Delivery delivery = Delivery.of(request, voice, settings);
        return new PiperStream(
                now.espeak(), now.voices().take(voice), voice.settings(), delivery, TextPieces.of(request.text()));
    }

    @Override
    @Deactivate
    public synchronized void unload() {
        Running now = running;
        running = null;
        if (now != null) {
            now.voices().close();
            now.espeak().close();
        }
    }
}
