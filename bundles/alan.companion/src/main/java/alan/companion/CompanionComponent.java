package alan.companion;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Companion;
import alan.api.companion.DefaultVoice;
import alan.api.companion.Persona;
import alan.api.companion.Sentences;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRecord;
import alan.api.companion.TurnRequest;
import alan.api.companion.TurnWatcher;
import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.engine.Engines;
import alan.api.listen.VoiceActivity;
import alan.api.llm.LanguageModel;
import alan.api.stt.Segment;
import alan.api.stt.SpeechToText;
import alan.api.stt.Transcript;
import alan.api.text.LanguageDetector;
import alan.api.text.Text;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.voice.VoiceProfiles;
import alan.api.watermark.Provenance;
import alan.api.watermark.Watermark;
import alan.companion.text.SpeechText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The companion. A change of its configuration holds from the next turn on; conversations and records outlive it. */
@Component(name = CompanionComponent.PID, configurationPid = CompanionComponent.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL, service = {Companion.class, VoiceProfiles.Listener.class})
@Designate(ocd = CompanionComponent.Config.class)
public final class CompanionComponent implements Companion, VoiceProfiles.Listener {
    /** Component name and PID. */
    public static final String PID = "alan.companion";

    private static final Logger LOG = LoggerFactory.getLogger(CompanionComponent.class);

    private final Engines engines;
    private final Faculties faculties;
    private final Pipelines pipelines;
    private final History history = new History();
    private final TurnLog log = new TurnLog();
    private volatile Settings settings;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<ConfiguredPersona> configured = List.of();

    /** Asked for their voices only. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Map.Entry<Map<String, Object>, TextToSpeech>> speakers = List.of();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile LanguageDetector detector;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile VoiceProfiles profiles;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Watermark watermark;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Provenance provenance;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<TurnWatcher> watchers = List.of();

    /** Called by Declarative Services. */
    @Activate
    public CompanionComponent(@Reference Engines engines, @Reference AudioFiles audio, @Reference DefaultVoice house, Config config) {
        this.engines = engines;
        this.settings = Settings.of(config);
        People people = new People(() -> profiles);
        this.faculties = new Faculties(audio, new Languages(() -> detector), new Voices(engines, this::speakers, people, house), people,
                new Marks(() -> watermark, () -> provenance), ConcurrentHashMap.newKeySet());
        this.pipelines = new Pipelines(engines);
    }

    CompanionComponent(Engines engines, Faculties faculties, Settings settings, List<ConfiguredPersona> configured) {
        this.engines = engines;
        this.faculties = faculties;
        this.settings = settings;
        this.configured = configured;
        this.pipelines = new Pipelines(engines);
    }

    private Map<String, TextToSpeech> speakers() {
        return Engine.byName(speakers);
    }

    @Modified
    void modified(Config config) {
        settings = Settings.of(config);
    }

    /** Cancels whatever is under way and waits until it has ended. */
    @Deactivate
    void deactivate() {
        pipelines.close();
    }

    @Override
    public Turn begin(TurnRequest request) throws AlanException {
        Settings now = settings;
        Persona persona = Personas.find(personas(), request.persona(), now.persona());
        Personas.check(configured, persona);
        TurnRequest checked = Question.checked(request);
        if (checked.voice() != null) {
            faculties.voices().require(checked.voice(), language(checked, persona));
        }
        Conversation conversation = history.get(request.conversation(), now.conversations());
        Pipeline pipeline = pipelines.open("turn");
        try {
            requireEngines(request, pipeline);
            TurnContext context = new TurnContext(pipeline, faculties, checked, persona, now, conversation, new TurnNotes());
            RunningTurn turn = new RunningTurn(context, this::ended);
            turn.start();
            return turn;
        } catch (AlanException | RuntimeException | Error e) {
            pipeline.abandon();
            throw e;
        }
    }

    private void ended(TurnRecord record) {
        log.add(record, settings.keepTurns());
        for (TurnWatcher watcher : watchers) {
            try {
                watcher.ended(record);
            } catch (RuntimeException e) {
                LOG.warn("{} was told of a turn, and failed", watcher.getClass().getName(), e);
            }
        }
    }

    /** {@return the language that will probably be spoken} */
    private String language(TurnRequest request, Persona persona) {
        if (request.language() != null) {
            return request.language();
        }
        return persona.language() == null ? spoken(request.text()) : persona.language();
    }

    /** {@return a text's language; the user's if it cannot be told} @param text may be {@code null} */
    private String spoken(String text) {
        return (text == null ? Optional.<String>empty() : faculties.languages().ofText(text)).orElse(Text.user().getLanguage());
    }

    /** Of a kind that has no engine at present, the register knows whether to wait for one or what to tell the person. */
    private void requireEngines(TurnRequest request, Pipeline pipeline) throws AlanException {
        List<Class<? extends Engine>> needed = new ArrayList<>();
        if (request.utterance() != null) {
            needed.add(VoiceActivity.class);
            needed.add(SpeechToText.class);
        }
        needed.add(LanguageModel.class);
        if (request.speak()) {
            needed.add(TextToSpeech.class);
        }
        Set<EngineKind> there = engines.chosen().stream().map(each -> each.kind()).collect(Collectors.toSet());
        for (Class<? extends Engine> contract : needed) {
            if (!there.contains(EngineKind.of(contract))) {
                takeNow(pipeline, contract);
            }
        }
    }

    private static void takeNow(Pipeline pipeline, Class<? extends Engine> contract) throws AlanException {
        try {
            pipeline.leases().take(contract, null);
        } catch (CancelledException e) {
            throw new AlanException("The turn was cancelled before it began; try again.", e);
        }
    }

    @Override
    public Transcript hear(Pcm recording, String language) throws AlanException {
        return hear(recording, language, segment -> { });
    }

    @Override
    public Transcript hear(Pcm recording, String language, Consumer<Segment> told) throws AlanException {
        String code = Languages.code(language);
        Pipeline pipeline = pipelines.open("hear");
        pipeline.start("stt", () -> {
            Ear ear = new Ear(faculties.audio(), pipeline.leases(), pipeline.scope(), new Stopwatch());
            pipeline.put(new TurnEvent.Heard(ear.hear(recording, code, told)));
        });
        TurnEvent event = pipeline.next();
        pipeline.join();
        if (event instanceof TurnEvent.Heard heard) {
            return heard.transcript();
        }
        throw new AlanException("Listening was stopped before the transcript was there; try again.");
    }

    @Override
    public PcmStream say(SpeechRequest request, String work, Consumer<Text> notice) throws AlanException {
        List<String> sentences = SpeechText.sentences(request.text());
        if (sentences.isEmpty()) {
            throw new AlanException(
                    "There is nothing in this text that can be spoken; give it some words.");
        }
        return SpokenText.start(pipelines.open("say"), faculties, wish(request, work), sentences, settings.pause(), notice);
    }

    /** Adds what the text and the voice tell: its language, and the engine that has the voice. */
    private Wish wish(SpeechRequest request, String work) throws AlanException {
        String language = Languages.code(request.language());
        if (language == null && request.voice() == null) {
            language = faculties.languages().ofText(request.text()).orElse(null);
        }
        Voices.Choice choice = request.engine() == null && request.voice() == null ? faculties.voices().unnamed(language)
                : Voices.Choice.ofEngine(request.engine(), request.voice());
        if (request.voice() != null && (request.engine() == null || faculties.people().has(request.voice()))) {
            faculties.voices().require(request.voice(), language == null ? spoken(request.text()) : language);
            choice = faculties.voices().asked(request.voice(), language).on(request.engine());
        }
        boolean fixed = request.engine() != null || request.voice() != null;
        return new Wish(choice, language, request.options(), fixed, request.context().conversation(), settings.shownSeconds() > 0,
                Takes.count(request.options(), settings.takes()), work);
    }

    @Override
    public Sentences sentences() {
        return new WrittenText();
    }

    /** Whoever speaks in the voice stops. */
    @Override
    public void left(String voice) {
        pipelines.silence(voice, new AlanException("The voice %s may no longer be used, so it has stopped.", voice));
        history.forgetSounds();
    }

    @Override
    public List<Persona> personas() {
        return Personas.list(configured.stream().map(ConfiguredPersona::persona).toList(), settings.persona());
    }

    @Override
    public List<TurnRecord> recent() {
        return log.recent();
    }

    @Override
    public void forget(String conversation) {
        history.forget(conversation);
    }

    /** The keys of {@code config/alan.companion.cfg}. */
    @ObjectClassDefinition(name = "Alan: companion", description = "How Alan thinks and answers.")
    public @interface Config {
        /** {@return name of the default persona} */
        @AttributeDefinition(name = "persona",
                description = "Who is asked where nobody is named: the name of a file alan.persona-NAME.cfg.")
        String persona() default "alan";

        /** {@return name of the voice where nobody names one; read by {@link HouseVoice}} */
        @AttributeDefinition(name = "voice", required = false,
                description = "Who speaks where neither a question nor the persona names a voice; without one the engine takes its own.")
        String voice() default "";

        /** {@return tokens of an answer} */
        @AttributeDefinition(name = "max.tokens", description = "Tokens that an answer has at most; a word has one or two.",
                min = "1", max = "32768")
        int max_tokens() default 200;

        /** {@return temperature of sampling} */
        @AttributeDefinition(name = "temperature",
                description = "0 for always the likeliest word; small models want little, such as 0.3; at most 2.", min = "0",
                max = "2")
        double temperature() default 0.3;

        /** {@return nucleus sampling} */
        @AttributeDefinition(name = "top.p", description = "Nucleus sampling; 1 for none.", min = "0", max = "1")
        double top_p() default 0.9;

        /** {@return what the probability of words that came shortly before is divided by} */
        @AttributeDefinition(name = "repeat.penalty",
                description = "Against saying the same again and again: 1 for none, 1.05 for a little, which small models need.",
                min = "0.5", max = "2")
        double repeat_penalty() default 1.05;

        /** {@return seed of sampling} */
        @AttributeDefinition(name = "seed", description = "The same seed gives the same answer; -1 for a new one each time.")
        long seed() default -1;

        /** {@return tokens of a prompt with history} */
        @AttributeDefinition(name = "history.tokens",
                description = "Tokens that persona, history and question have at most together; 0 for as many as fit the model.",
                min = "0", max = "1048576")
        int history_tokens() default 1000;

        /** {@return conversations that are remembered} */
        @AttributeDefinition(name = "history.conversations",
                description = "Conversations that are remembered until the next start.", min = "1", max = "100000")
        int history_conversations() default 100;

        /** {@return takes of a sentence} */
        @AttributeDefinition(name = "takes", min = "1", max = "20",
                description = "How often a sentence is spoken, each time with another seed, so that the take that is understood best is heard; 1 for once,"
                        + " without anybody listening. For CSM, when time does not matter.")
        int takes() default 1;

        /** {@return seconds of a conversation that an engine is shown} */
        @AttributeDefinition(name = "shown.seconds", min = "0", max = "3600",
                description = "How much of a conversation's sound a voice model that imitates (CSM) is shown before it speaks; 0 for none.")
        int shown_seconds() default 45;

        /** {@return records that are kept} */
        @AttributeDefinition(name = "keep.turns", description = "Turns whose records are kept in memory.", min = "0", max = "100000")
        int keep_turns() default 50;

        /** {@return silence between sentences} */
        @AttributeDefinition(name = "sentence.pause", description = "Silence between sentences, in seconds, at most 10.", min = "0", max = "10")
        double sentence_pause() default 0.2;
    }
}
