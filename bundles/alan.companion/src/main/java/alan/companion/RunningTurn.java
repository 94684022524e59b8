package alan.companion;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.companion.Persona;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRecord;
import alan.api.companion.TurnRequest;
import alan.api.llm.LanguageModel;
import alan.api.llm.TokenStream;
import alan.api.stt.Transcript;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import alan.companion.text.Reasoning;
import alan.companion.text.SpeechText;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A turn: a thread that hears, then one that writes and one that speaks what is written, sentence by sentence.
 *
 * <p>What the conversation keeps of it is decided at its end, see {@link Conversation}.
 */
final class RunningTurn implements Turn {
    private static final Logger LOG = LoggerFactory.getLogger(RunningTurn.class);

    private final Pipeline pipeline;
    private final AudioFiles audio;
    private final TurnRequest request;
    private final Persona persona;
    private final Settings settings;
    private final Conversation conversation;
    private final Consumer<TurnRecord> onEnd;
    private final TurnNotes notes = new TurnNotes();
    private final StringBuilder said = new StringBuilder();
    private int sentencesSaid;
    private TurnRecord concluded;

    RunningTurn(Pipeline pipeline, AudioFiles audio, TurnRequest request, Persona persona, Settings settings,
            Conversation conversation,
            Consumer<TurnRecord> onEnd) {
        this.pipeline = pipeline;
        this.audio = audio;
        this.request = request;
        this.persona = persona;
        this.settings = settings;
        this.conversation = conversation;
        this.onEnd = onEnd;
    }

    /** Starts the first stage. */
    void start() {
        if (request.utterance() != null) {
            notes.questionSound(request.utterance().seconds());
            pipeline.start("stt", this::hear);
        } else {
            understood(request.text(), request.language() == null ? Languages.ofText(request.text()) : request.language());
        }
    }

    private void hear() throws AlanException, CancelledException {
        Ear ear = new Ear(audio, pipeline.leases(), pipeline.scope(), notes.stt());
        Transcript transcript = ear.hear(request.utterance(), request.language());
        notes.question(transcript.text());
        pipeline.put(new TurnEvent.Heard(transcript));
        understood(transcript.text(), transcript.language());
    }

    private void understood(String question, String language) {
        notes.question(question);
        notes.language(persona.language() == null ? language : persona.language());
        pipeline.start("llm", this::write);
    }

    private void write() throws AlanException, CancelledException {
        Handoff<String> sentences = pipeline.scope().open(Handoff::new);
        if (request.speak()) {
            pipeline.start("tts", () -> speak(sentences));
        }
        LanguageModel model = pipeline.leases().take(LanguageModel.class, null);
        pipeline.scope().check();
        Prompt prompt = Prompt.fit(model, persona.prompt(), conversation.pairs(), notes.question(), settings);
        notes.llm().start();
        TokenStream stream = null;
        try {
            stream = pipeline.scope().open(() -> model.generate(prompt.messages(), settings.generation(prompt.maxTokens())));
            writeAll(stream, sentences);
        } finally {
            notes.llm().stop();
            if (stream != null) {
                notes.tokens(stream.promptTokens(), stream.generatedTokens());
                pipeline.scope().close(stream);
            }
        }
        if (notes.answer().isBlank()) {
            throw new AlanException("The language model wrote no answer; ask again, or in other words.");
        }
        if (Reasoning.without(notes.answer()).isBlank()) {
            throw new AlanException("The language model thought, but came to no answer within its " + notes.tokens()
                    + " tokens; raise max.tokens of alan.companion, or choose a model that does not think aloud.");
        }
    }

    private void writeAll(TokenStream stream, Handoff<String> sentences) throws AlanException, CancelledException {
        SpeechText text = new SpeechText();
        for (String piece = stream.next(); piece != null; piece = stream.next()) {
            if (!piece.isEmpty()) {
                notes.written(piece);
                notes.llm().stop();
                pipeline.put(new TurnEvent.Written(piece));
                handOver(text.feed(piece), sentences);
                notes.llm().start();
            }
        }
        pipeline.scope().check();
        notes.llm().stop();
        handOver(text.finish(), sentences);
        sentences.end();
    }

    private void handOver(List<String> ended, Handoff<String> sentences) throws CancelledException {
        for (String sentence : ended) {
            if (request.speak()) {
                sentences.put(sentence);
            }
        }
    }

    private void speak(Handoff<String> sentences) throws AlanException, CancelledException {
        String language = notes.language();
        TextToSpeech engine = pipeline.leases().take(TextToSpeech.class, language);
        String voice = request.voice() == null ? personasVoice(engine, language) : request.voice();
        Mouth mouth = new Mouth(audio, pipeline.scope(), notes.tts(), settings.pause(), (number, text, block) -> {
            notes.spoken(number, text, block.seconds());
            pipeline.put(new TurnEvent.Spoken(number, text, block));
        });
        for (String sentence = sentences.take(); sentence != null; sentence = sentences.take()) {
            mouth.speak(engine, new SpeechRequest(sentence, null, voice, language, Map.of()));
        }
    }

    /** A persona that answers in the question's language cannot speak all of them with one voice; it then has the default one. */
    private String personasVoice(TextToSpeech engine, String language) {
        if (persona.voice() == null || language == null || persona.language() != null) {
            return persona.voice();
        }
        for (Voice voice : engine.voices()) {
            if (voice.name().equals(persona.voice()) && (voice.languages().isEmpty() || voice.languages().contains(language))) {
                return persona.voice();
            }
        }
        LOG.info("turn {}: {}'s voice {} does not speak {} here; the default voice does", pipeline.id(), persona.name(),
                persona.voice(), language);
        return null;
    }

    @Override
    public TurnEvent next() throws AlanException {
        boolean ended = true;
        try {
            TurnEvent event = pipeline.next();
            ended = event == null;
            received(event);
            return event;
        } finally {
            if (ended) {
                conclude();
            }
        }
    }

    private synchronized void received(TurnEvent event) {
        if (event instanceof TurnEvent.Spoken spoken && spoken.sentence() == sentencesSaid) {
            said.append(sentencesSaid == 0 ? "" : " ").append(spoken.text());
            sentencesSaid++;
        } else if (event instanceof TurnEvent.Written written && !request.speak()) {
            said.append(written.piece());
        }
    }

    @Override
    public void close() {
        pipeline.cancel();
        pipeline.join();
        conclude();
    }

    private void conclude() {
        TurnRecord record;
        synchronized (this) {
            if (concluded != null) {
                return;
            }
            concluded = notes.record(pipeline, persona.name());
            record = concluded;
            boolean whole = record.error() == null && !record.cancelled();
            conversation.add(record.question(), Reasoning.without(whole ? record.answer() : said.toString()));
        }
        onEnd.accept(record);
    }

    @Override
    public synchronized TurnRecord record() {
        return concluded == null ? notes.record(pipeline, persona.name()) : concluded;
    }
}
