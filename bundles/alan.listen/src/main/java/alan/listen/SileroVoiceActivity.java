package alan.listen;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.listen.VoiceActivity;
import alan.api.model.InstalledModel;
import alan.api.model.Models;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Finds speech with Silero's network, computed by ONNX Runtime. */
@Component(
        name = SileroVoiceActivity.NAME,
        configurationPid = SileroVoiceActivity.NAME,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        property = Engine.NAME + "=silero")
@Designate(ocd = SileroVoiceActivity.Config.class)
public final class SileroVoiceActivity implements VoiceActivity {
    /** Name of the component and PID of its configuration. */
    static final String NAME = "alan.listen.silero";

    private final Models models;
    private final ListenSettings settings;
    private final Set<MicrophoneUtterances> open = ConcurrentHashMap.newKeySet();
    private volatile SileroModel model;

    /** Configuration. */
    @ObjectClassDefinition(name = "Silero voice activity")
    @interface Config {
        @AttributeDefinition(name = "Model", description = "Id of the model in the catalogue.")
        String model() default "silero-vad";

        @AttributeDefinition(name = "Threshold", description = "Probability from which it is speech.", min = "0.01", max = "0.99")
        float threshold() default 0.5f;

        @AttributeDefinition(name = "Shortest speech", description = "Shorter speech is taken for a noise, in ms.", min = "0", max = "60000")
        int min_speech_ms() default 250;

        @AttributeDefinition(name = "Shortest silence", description = "A shorter silence does not part speech in a recording, in ms.", min = "0",
                max = "60000")
        int min_silence_ms() default 300;

        @AttributeDefinition(name = "Silence at the end", description = "A silence this long ends an utterance at a microphone, in ms.", min = "0",
                max = "60000")
        int end_silence_ms() default 700;

        @AttributeDefinition(name = "Padding", description = "Room left before and after speech, in ms.", min = "0", max = "60000")
        int pad_ms() default 150;

        @AttributeDefinition(name = "Longest utterance", description = "An utterance at a microphone is cut there, in seconds.", min = "1",
                max = "3600")
        int max_utterance_s() default 60;
    }

    /**
     * @param models the catalogue
     * @param config the configuration
     */
    @Activate
    public SileroVoiceActivity(@Reference Models models, Config config) {
        this(models, ListenSettings.of(config));
    }

    SileroVoiceActivity(Models models, ListenSettings settings) {
        this.models = models;
        this.settings = settings;
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(
                Set.of(),
                List.of(settings.model()),
                "cpu",
                model != null,
                Map.of("threshold", String.valueOf(settings.threshold())));
    }

    @Override
    public synchronized void load() throws AlanException {
        if (model == null) {
            InstalledModel installed = models.require(settings.model());
            try {
                model = new SileroModel(installed.fileEnding(".onnx"));
            } catch (IllegalArgumentException e) {
                throw new AlanException("The model %s cannot find speech: it has no file *.onnx; set model in %s to one that has.",
                        settings.model(), NAME, e);
            }
        }
    }

    @Override
    public List<Speech> find(Pcm pcm) throws AlanException {
        requireRate(pcm.sampleRate());
        SpeechProbability listener = loaded().listener();
        int samples = pcm.samples().length;
        float[] probabilities = new float[(samples + SileroModel.WINDOW - 1) / SileroModel.WINDOW];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = listener.of(pcm.samples(), i * SileroModel.WINDOW);
        }
        return Stretches.of(probabilities, samples, settings);
    }

    @Override
    public Utterances listen(PcmStream microphone) throws AlanException {
        try {
            requireRate(microphone.sampleRate());
            MicrophoneUtterances utterances = new MicrophoneUtterances(microphone, loaded().listener(), settings, open::remove);
            open.add(utterances);
            if (model == null) {
                utterances.unload();
            }
            return utterances;
        } catch (AlanException e) {
            microphone.close();
            throw e;
        }
    }

    @Override
    public Pauses pauses() throws AlanException {
        return new SpokenPauses(loaded().listener(), settings);
    }

    @Override
    @Deactivate
    public synchronized void unload() {
        SileroModel old = model;
        model = null;
        List.copyOf(open).forEach(MicrophoneUtterances::unload);
        if (old != null) {
            old.close();
        }
    }

    private SileroModel loaded() throws AlanException {
        SileroModel now = model;
        if (now == null) {
            throw new AlanException("Voice activity is not loaded; ask again.");
        }
        return now;
    }

    private static void requireRate(int sampleRate) throws AlanException {
        if (sampleRate != SAMPLE_RATE) {
            throw new AlanException("Voice activity wants sound at %d Hz, not at %d Hz; resample it first.", SAMPLE_RATE, sampleRate);
        }
    }
}
