package alan.stt.whisper;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.audio.Pcm;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.model.Models;
import alan.api.stt.SpeechToText;
import alan.api.stt.Transcription;
import alan.api.text.Text;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.osgi.framework.BundleContext;
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

/** Whisper, computed by whisper.cpp on the processor. */
@Component(
        name = WhisperSpeechToText.PID,
        service = SpeechToText.class,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        property = {Engine.NAME + "=whisper", "service.ranking:Integer=0"})
@Designate(ocd = WhisperSpeechToText.Config.class)
public final class WhisperSpeechToText implements SpeechToText {
    static final String PID = "alan.stt.whisper";

    private static final Logger LOG = LoggerFactory.getLogger(WhisperSpeechToText.class);

    /** {@code WHISPER_MAX_DECODERS}. */
    private static final int MOST_BEAMS = 8;

    private final Models models;
    private final Path data;
    private final String model;
    private final int threads;
    private final int beam;
    /** Whisper's codes, between which is detected; empty for all. */
    private final Set<String> languages;
    /** Thrown when the engine is to be loaded, so that it is seen; {@code null} if the configuration is right. */
    private final AlanException misconfigured;
    private final ExecutorService thread = WhisperWorker.thread();
    /** What is loaded; both {@code null} when nothing is. Changed under this object's lock. */
    private volatile WhisperWorker worker;
    private Whisper whisper;

    /** What can be chosen. */
    @ObjectClassDefinition(name = "Alan: speech to text by Whisper")
    public @interface Config {
        /** {@return id of the model in the catalogue} */
        @AttributeDefinition(name = "Model", description = "Id of a Whisper model in the catalogue.")
        String model() default "whisper-base";

        /** {@return threads to compute with, of which ggml takes no more than 512; 0 for as many as the processor has cores, but no more than 8} */
        @AttributeDefinition(name = "Threads", description = "Threads to compute with, at most 512; 0 chooses by the processor.",
                min = "0", max = "512")
        int threads() default 0;

        /**
         * {@return sequences that are followed at once, at most 8; 1 for the greedy strategy, which is faster and hardly worse}
         */
        @AttributeDefinition(name = "Beam", description = "Sequences that are followed at once, 1 to 8; 1 is fastest.", min = "1", max = "8")
        int beam() default 1;

        /** {@return ISO 639-1 codes, also with commas, between which the language is detected; none for all} */
        @AttributeDefinition(name = "Languages", description = "Languages that are spoken here, such as en,es; none for any.")
        String[] languages() default {};
    }

    /**
     * Reads the configuration; nothing is loaded.
     *
     * @param context tells where Alan's data is
     * @param models the catalogue
     * @param config what was chosen
     */
    @Activate
    public WhisperSpeechToText(BundleContext context, @Reference Models models, Config config) {
        this(Path.of(context.getProperty(Home.DATA)), models, config);
    }

    WhisperSpeechToText(Path data, Models models, Config config) {
        this.data = data;
        this.models = models;
        this.model = config.model().strip();
        this.threads = config.threads() > 0 ? config.threads() : Threads.automatic();
        this.beam = Math.max(1, Math.min(MOST_BEAMS, config.beam()));
        this.languages = new LinkedHashSet<>();
        AlanException wrong = null;
        for (String code : String.join(",", config.languages()).split(",")) {
            try {
                if (!code.isBlank()) {
                    languages.add(Languages.toWhisper(code));
                }
            } catch (AlanException e) {
                wrong = e;
            }
        }
        this.misconfigured = wrong;
    }

    @Override
    public EngineInfo info() {
        WhisperWorker loaded = worker;
        Map<String, String> details = new LinkedHashMap<>();
        if (loaded != null) {
            details.put("size", loaded.type());
        }
        details.put("threads", Integer.toString(threads));
        details.put("decoding", beam > 1 ? Text.tr("beam %s", beam) : Text.tr("greedy"));
        return new EngineInfo(knownLanguages(loaded), List.of(model), "cpu", loaded != null, details);
    }

    private Set<String> knownLanguages(WhisperWorker loaded) {
        if (loaded != null ? !loaded.multilingual() : saysEnglishOnly()) {
            return Set.of("en");
        }
        if (languages.isEmpty()) {
            return Languages.iso();
        }
        Set<String> known = new LinkedHashSet<>();
        languages.forEach(code -> known.add(Languages.toIso(code)));
        return known;
    }

    /** What the catalogue says, until the model itself can be asked. */
    private boolean saysEnglishOnly() {
        try {
            return models.get(model).languages().equals(Set.of("en"));
        } catch (AlanException e) {
            // load() says what is wrong.
            return false;
        }
    }

    @Override
    public synchronized void load() throws AlanException {
        if (worker != null) {
            return;
        }
        if (misconfigured != null) {
            throw misconfigured;
        }
        Path file;
        try {
            file = models.require(model).fileEnding(".bin");
        } catch (IllegalArgumentException e) {
            throw new AlanException("The model '%s' is not one that Whisper can use, as it has no .bin file; name a Whisper model in alan.stt.whisper"
                    + " (model=whisper-base).", model, e);
        }
        GgmlFile.check(file);
        whisper = Whisper.load(data);
        try {
            worker = WhisperWorker.start(thread, whisper, file, threads, beam);
        } finally {
            if (worker == null) {
                whisper.leave();
                whisper = null;
            }
        }
        LOG.info("{} loaded with {} threads", model, threads);
    }

    @Override
    public synchronized void unload() {
        if (worker != null) {
            worker.close();
            worker = null;
            whisper.leave();
            whisper = null;
            LOG.info("{} unloaded", model);
        }
    }

    /** Unloads for good. */
    @Deactivate
    void deactivate() {
        unload();
        thread.shutdown();
    }

    @Override
    public Transcription transcribe(Pcm utterance, String language) throws AlanException {
        WhisperWorker loaded = worker;
        if (loaded == null) {
            throw new AlanException("Whisper is not loaded, so it cannot transcribe.");
        }
        if (utterance.sampleRate() != SAMPLE_RATE) {
            throw new AlanException("Whisper wants sound at %s Hz and was given %s Hz.", SAMPLE_RATE, utterance.sampleRate());
        }
        WhisperTranscription transcription =
                new WhisperTranscription(loaded, utterance.samples(), codeFor(loaded, language), languages);
        transcription.start();
        return transcription;
    }

    /** Whisper's code for what was asked for; {@code null} to detect. */
    private String codeFor(WhisperWorker loaded, String language) throws AlanException {
        if (loaded.multilingual()) {
            return language != null ? Languages.toWhisper(language) : languages.size() == 1 ? languages.iterator().next() : null;
        }
        if (language != null && !Languages.toWhisper(language).equals("en")) {
            throw new AlanException("The model '%s' understands English only, not %s; choose a multilingual one, such as whisper-base.",
                    model, Locale.forLanguageTag(language));
        }
        return "en";
    }
}
