package alan.tts.piper;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.model.Models;
import alan.api.phonemes.PhonemeReader;
import alan.api.phonemes.Phonemizer;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Speaks with Piper voices: the phonemizer reads a text, ONNX Runtime computes the voice's network. */
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
    private final Phonemizer phonemizer;
    private final VoiceCatalogue catalogue;
    private volatile Running running;

    /** Configuration. */
    @ObjectClassDefinition(name = "Piper voices")
    @interface Config {
        @AttributeDefinition(name = "Model", description = "id of the default voice's model")
        String model() default "piper-en-us-joe";

        @AttributeDefinition(name = "Speed", description = "1 is the voice's own pace, 2 twice as fast", min = "0.1")
        double speed() default 1;

        @AttributeDefinition(name = "Noise", description = "how much the sound varies; -1 for the voice's own value", min = "-1")
        float noise() default -1;

        @AttributeDefinition(name = "Noise of lengths", description = "how much the lengths of phonemes vary; -1 for the voice's own value", min = "-1")
        float noise_w() default -1;

        @AttributeDefinition(name = "Voices in memory", description = "how many voices stay in memory when nobody speaks with them", min = "0")
        int max_voices() default 2;

        @AttributeDefinition(name = "Threads", description = "threads that compute one sentence; 0 for the number of cores, at most 4", min = "0")
        int threads() default 0;
    }

    private record Running(PhonemeReader phonemes, VoicePool voices) {}

    /**
     * @param models the catalogue
     * @param phonemizer reads texts
     * @param config the configuration
     */
    @Activate
    public PiperTextToSpeech(@Reference Models models, @Reference Phonemizer phonemizer, Config config) {
        this(models, phonemizer, PiperSettings.of(config));
    }

    PiperTextToSpeech(Models models, Phonemizer phonemizer, PiperSettings settings) {
        this.settings = settings;
        this.phonemizer = phonemizer;
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
            running = new Running(phonemizer.open(), voices);
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
                now.phonemes(), now.voices().take(voice), voice.settings(), delivery, TextPieces.of(request.text()));
    }

    @Override
    @Deactivate
    public synchronized void unload() {
        Running now = running;
        running = null;
        if (now != null) {
            now.voices().close();
            now.phonemes().close();
        }
    }
}
