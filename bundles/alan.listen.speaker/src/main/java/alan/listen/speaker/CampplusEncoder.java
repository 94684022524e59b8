package alan.listen.speaker;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.listen.SpeakerEncoder;
import alan.api.model.InstalledModel;
import alan.api.model.Models;
import alan.api.stt.NothingHeardException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Tells speakers apart with CAM++, computed by ONNX Runtime. Vectors have 192 numbers. */
@Component(
        name = CampplusEncoder.NAME,
        configurationPid = CampplusEncoder.NAME,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        property = Engine.NAME + "=campplus")
@Designate(ocd = CampplusEncoder.Config.class)
public final class CampplusEncoder implements SpeakerEncoder {
    /** Name of the component and PID of its configuration. */
    static final String NAME = "alan.listen.campplus";

    /** What {@code EqualErrorRateIT} measures; {@code docs/ARCHITECTURE.md} has the figures. */
    static final double THRESHOLD = 0.4;

    /** The network takes memory in proportion to the length, 70 MB for this one. What is longer is heard in pieces. */
    private static final int LONGEST = 10 * SAMPLE_RATE;

    private final Models models;
    private final String id;
    private final int threads;
    private volatile CampplusNetwork network;

    /** Configuration. */
    @ObjectClassDefinition(name = "CAM++ speaker recognition")
    @interface Config {
        @AttributeDefinition(name = "Model", description = "Id of the model in the catalogue.")
        String model() default "campplus";

        @AttributeDefinition(name = "Threads", description = "Threads that compute one utterance.", min = "1", max = "64")
        int threads() default 1;
    }

    /**
     * @param models the catalogue
     * @param config the configuration
     */
    @Activate
    public CampplusEncoder(@Reference Models models, Config config) {
        this(models, config.model().strip(), config.threads());
    }

    CampplusEncoder(Models models, String id, int threads) {
        this.models = models;
        this.id = id;
        this.threads = Math.max(1, threads);
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(Set.of(), List.of(id), "cpu", network != null, Map.of("threads", String.valueOf(threads)));
    }

    @Override
    public synchronized void load() throws AlanException {
        if (network == null) {
            InstalledModel installed = models.require(id);
            try {
                network = new CampplusNetwork(installed.fileEnding(".safetensors"), threads);
            } catch (IllegalArgumentException e) {
                throw new AlanException("The model %s cannot recognise speakers: it has no file *.safetensors; set model in %s to one that has.",
                        id, NAME, e);
            }
        }
    }

    @Override
    public float[] embed(Pcm utterance) throws AlanException {
        if (utterance.sampleRate() != SAMPLE_RATE) {
            throw new AlanException("Speaker recognition wants sound at %d Hz, not at %d Hz; resample it first.", SAMPLE_RATE, utterance.sampleRate());
        }
        CampplusNetwork loaded = network;
        if (loaded == null) {
            throw new AlanException("Speaker recognition is not loaded; ask again.");
        }
        float[] samples = utterance.samples();
        double seconds = Loudness.seconds(samples);
        if (seconds < LEAST_SECONDS) {
            throw new NothingHeardException("There are only %.1f s of speech, too little to tell who speaks; record %.0f s or more.", seconds, 3 * LEAST_SECONDS);
        }
        int pieces = (samples.length + LONGEST - 1) / LONGEST;
        int length = samples.length / pieces;
        float[] sum = new float[CampplusGraph.VECTOR];
        for (int piece = 0; piece < pieces; piece++) {
            int windows = FilterBank.windows(length);
            add(unit(loaded.vector(FilterBank.of(samples, piece * length, windows), windows)), sum);
        }
        return unit(sum);
    }

    private static void add(float[] vector, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += vector[i];
        }
    }

    /** Brings a vector to the length of 1, in place. */
    private static float[] unit(float[] vector) throws AlanException {
        double squares = 0;
        for (float number : vector) {
            squares += (double) number * number;
        }
        if (!(squares > 0) || Double.isInfinite(squares)) {
            throw new AlanException("Speaker recognition failed, and the log says why; ask again.");
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    @Override
    public double threshold() {
        return THRESHOLD;
    }

    @Override
    @Deactivate
    public synchronized void unload() {
        CampplusNetwork old = network;
        network = null;
        if (old != null) {
            old.close();
        }
    }
}
