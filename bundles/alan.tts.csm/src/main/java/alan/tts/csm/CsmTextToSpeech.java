package alan.tts.csm;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.PcmStream;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.Models;
import alan.api.text.Text;
import alan.api.tts.ContextWindow;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import alan.tts.csm.codec.Clips;
import alan.tts.csm.engine.CsmModel;
import alan.tts.csm.speech.Speaker;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.BackendFactory;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.text.Passages;
import alan.tts.csm.text.Speakable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks with a CSM checkpoint on one backend. */
final class CsmTextToSpeech implements TextToSpeech {
    private static final Logger LOG = LoggerFactory.getLogger(CsmTextToSpeech.class);
    private static final String VOICE = "speaker-";
    /** How many speakers are listed as voices; any other number will do as well. */
    private static final int SPEAKERS = 2;
    private static final int SAMPLE_RATE = 24_000;
    private static final double SHARE_OF_16_BITS = 0.6;
    /** Also of 4 bits, since much stays in 8. */
    private static final double SHARE_OF_8_BITS = 0.35;
    /** A file that every checkpoint has. */
    private static final String CONFIG = "config.json";

    private final Models models;
    private final AudioFiles audio;
    private final BackendFactory backends;
    private final CsmSettings settings;
    private final AlanException misconfigured;
    private final Runnable loaded;
    private final Supplier<List<String>> missing;
    private volatile Running running;
    private volatile String preparing;

    private record Running(CsmModel model, Speaker speaker, Clips clips, Set<String> languages) {}

    /**
     * @param models the catalogue
     * @param audio resamples what the model is shown
     * @param backends makes the backend
     * @param settings of the engine; {@code null} if they are wrong
     * @param misconfigured said when the engine is to be loaded, so that it is seen; {@code null} if the settings are right
     * @param loaded told when it has been loaded
     * @param missing bundles of other backends that are not here
     */
    CsmTextToSpeech(Models models, AudioFiles audio, BackendFactory backends, CsmSettings settings, AlanException misconfigured, Runnable loaded,
            Supplier<List<String>> missing) {
        this.models = models;
        this.audio = audio;
        this.backends = backends;
        this.settings = settings;
        this.misconfigured = misconfigured;
        this.loaded = loaded;
        this.missing = missing;
    }

    @Override
    public EngineInfo info() {
        if (settings == null) {
            return new EngineInfo(Set.of(), List.of(), "cpu", false, Map.of());
        }
        Running now = running;
        Map<String, String> details = new LinkedHashMap<>();
        String device = settings.backend().device();
        if (!missing.get().isEmpty()) {
            details.put("not in bundles/", String.join(", ", missing.get()));
        }
        String making = preparing;
        if (making != null) {
            details.put("preparing", making);
        }
        if (now != null) {
            Backend backend = now.model().backend();
            device = backend.device();
            details.put("precision", backend.precision().id());
            details.put("why", backend.reason().toString());
            addPace(now, details);
        }
        return new EngineInfo(languages(), List.of(settings.model()), device, now != null, details);
    }

    private static void addPace(Running now, Map<String, String> details) {
        double pace = now.speaker().framesPerSecond();
        if (pace > 0) {
            details.put("frames per second", String.format(Locale.ROOT, "%.1f", pace));
        }
        if (now.speaker().waitSeconds() > 0) {
            details.put("seconds to the next sound", String.format(Locale.ROOT, "%.0f", now.speaker().waitSeconds()));
        }
        now.speaker().endings().forEach((ending, count) -> details.put("ended by " + ending, String.valueOf(count)));
    }

    private Set<String> languages() {
        return models.list().stream().filter(model -> model.id().equals(settings.model())).findFirst().map(Model::languages).orElse(Set.of());
    }

    @Override
    public List<Voice> voices() {
        if (settings == null || models.installed(settings.model()).isEmpty()) {
            return List.of();
        }
        return IntStream.range(0, SPEAKERS)
                .map(i -> i == 0 ? settings.speaker() : i <= settings.speaker() ? i - 1 : i)
                .mapToObj(i -> new Voice(VOICE + i, languages(), SAMPLE_RATE, Text.tr("a voice that the model makes up")))
                .toList();
    }

    boolean isLoaded() {
        return running != null;
    }

    /** {@inheritDoc} By the size of the model's files, which mostly are in 32 bits, and what was measured of each precision with CSM-1B. */
    @Override
    public long memory() {
        if (settings == null) {
            return 0;
        }
        long files = models.list().stream().filter(model -> model.id().equals(settings.model())).mapToLong(Model::bytes).sum();
        return (long) (files * share(settings.backend().precision()));
    }

    /** {@return what a loaded model takes, as a share of its size in 32 bits} @param precision {@code null} for what suits the device */
    private static double share(Precision precision) {
        return precision == null ? SHARE_OF_16_BITS : switch (precision) {
            case FP32 -> 1;
            case INT8, INT4 -> SHARE_OF_8_BITS;
            default -> SHARE_OF_16_BITS;
        };
    }

    @Override
    public void load() throws AlanException {
        if (loadOnce()) {
            loaded.run();
        }
    }

    private synchronized boolean loadOnce() throws AlanException {
        if (running != null) {
            return false;
        }
        if (misconfigured != null) {
            throw misconfigured;
        }
        InstalledModel installed = required();
        Path folder = installed.file(CONFIG).getParent();
        try {
            Backend backend = backends.open(settings.backend(), this::prepared);
            CsmModel model = new CsmModel(folder, backend);
            running = new Running(model, new Speaker(model, settings.together(), settings.contextBytes()), new Clips(model, audio),
                    installed.model().languages());
            LOG.info("{} is loaded, {}, {}: {}", settings.model(), backend.device(), backend.precision(), backend.reason());
            return true;
        } finally {
            preparing = null;
        }
    }

    private void prepared(String file, long done, long total) {
        String share = file + ", " + 10 * (10 * done / Math.max(1, total)) + " %";
        if (!share.equals(preparing)) {
            LOG.info("Preparing {}", share);
            preparing = share;
        }
    }

    private InstalledModel required() throws AlanException {
        Optional<Model> known = models.list().stream().filter(model -> model.id().equals(settings.model())).findFirst();
        if (known.isPresent() && (known.get().kind() != EngineKind.TTS || !CsmEngines.ENGINE.equals(known.get().engine()))) {
            throw new AlanException("The model %s is not CSM; set \"model\" of %s to one that is.", settings.model(), CsmEngines.NAME);
        }
        return models.require(settings.model());
    }

    @Override
    public PcmStream speak(SpeechRequest request) throws AlanException {
        Running now = running;
        if (now == null) {
            throw new AlanException("CSM is not loaded; ask again.");
        }
        if (request.language() != null && !now.languages().isEmpty()
                && !now.languages().contains(Locale.forLanguageTag(request.language()).getLanguage())) {
            throw new AlanException("The model %s speaks no %s; use another engine for text to speech in that language.",
                    settings.model(), Locale.forLanguageTag(request.language()));
        }
        Map<String, String> options = new LinkedHashMap<>(request.options());
        if (request.voice() != null) {
            options.putIfAbsent("speaker", speaker(request.voice()));
        }
        if (!request.context().voice().isEmpty()) {
            // As in what it is shown: see Sample.
            options.putIfAbsent("speaker", "0");
        }
        return now.speaker().speak(Passages.of(Speakable.of(request.text())), settings.delivery(options,
                now.clips().segments(request.context().voice()), now.clips().segments(request.context().conversation())));
    }

    @Override
    public boolean imitates() {
        return true;
    }

    @Override
    public Optional<ContextWindow> window() {
        return Optional.ofNullable(running).map(Running::model).map(model -> new ContextWindow(model.config().positions(),
                (double) model.config().mimi().sampleRate() / model.config().mimi().frameSize(), 1, text -> model.tokenizer().encode(0, text).length));
    }

    /** Forgets what is kept of voices and conversations. */
    void forget() {
        Running now = running;
        if (now != null) {
            now.clips().forget();
            now.speaker().forget();
        }
    }

    private String speaker(String voice) throws AlanException {
        if (!voice.matches(VOICE + "\\d{1,3}")) {
            throw new AlanException("CSM has no voice \"%s\"; there are: %s.", voice,
                    String.join(", ", voices().stream().map(Voice::name).toList()));
        }
        return voice.substring(VOICE.length());
    }

    @Override
    public synchronized void unload() {
        Running now = running;
        running = null;
        if (now != null) {
            now.speaker().close();
            now.model().close();
        }
    }
}
