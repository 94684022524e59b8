package alan.companion;

import alan.api.AlanException;
import alan.api.companion.TurnEvent;
import alan.api.engine.EngineKind;
import alan.api.engine.LanguageUnknownException;
import alan.api.llm.LanguageModel;
import alan.api.llm.TokenStream;
import alan.api.text.Text;
import alan.companion.text.Reasoning;
import alan.companion.text.SpeechText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stage of a turn in which the language model writes. It hands sentence after sentence to {@link Speaking}.
 *
 * <p>With some models the chat template opens the thought, so that their text holds only its end, {@code </think>}. Nobody can know that before the
 * first such end has come; from then on, that model's text is not spoken before its thought has ended, until it writes an answer without one.
 */
final class Thinking {
    private static final Logger LOG = LoggerFactory.getLogger(Thinking.class);

    private final TurnContext turn;
    private final Pipeline pipeline;
    private final TurnNotes notes;

    Thinking(TurnContext turn) {
        this.turn = turn;
        this.pipeline = turn.pipeline();
        this.notes = turn.notes();
    }

    void run() throws AlanException, CancelledException {
        Handoff<String> sentences = pipeline.scope().open(Handoff::new);
        if (turn.request().speak()) {
            pipeline.start("tts", () -> new Speaking(turn, sentences).run());
        }
        try {
            think(pipeline.leases().take(LanguageModel.class, notes.language()), sentences);
        } catch (LanguageUnknownException e) {
            refuse(Languages.bound(e), sentences);
        }
    }

    /**
     * Says in the question's own language that it cannot be answered. That is no answer: it is not written, and the conversation does not keep it.
     */
    private void refuse(LanguageUnknownException refusal, Handoff<String> sentences) throws CancelledException {
        LOG.warn("turn {}: {}", pipeline.id(), refusal.getMessage());
        notes.refused();
        pipeline.refuse(refusal);
        if (turn.request().speak() && Languages.spoken(refusal.language())) {
            // Commands and names of models are for the eye.
            Locale language = Locale.forLanguageTag(refusal.language());
            sentences.put(Text.of("I cannot answer in %s yet, because I have no language model that knows it. My log says what to install.", language)
                    .say(language));
        }
        sentences.end();
    }

    private void think(LanguageModel model, Handoff<String> sentences) throws AlanException, CancelledException {
        pipeline.scope().check();
        String system = turn.faculties().languages().instructed(turn.persona().prompt(), notes.language());
        Prompt prompt = Prompt.fit(model, system, turn.conversation().pairs(), notes.question(), turn.settings());
        // What a name stands for changes with the model that its engine is configured with.
        String thinker = pipeline.leases().names().get(EngineKind.LLM.id()) + model.info().models();
        boolean answered;
        notes.llm().start();
        TokenStream stream = null;
        try {
            stream = pipeline.scope().open(() -> model.generate(prompt.messages(), turn.settings().generation(prompt.maxTokens())));
            answered = write(stream, thinker, sentences);
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
        if (!answered || Reasoning.without(notes.answer()).isBlank()) {
            throw new AlanException("The language model thought, but came to no answer within its %s tokens; raise max.tokens of alan.companion, or"
                    + " choose a model that does not think aloud.", notes.tokens());
        }
    }

    /** {@return whether it wrote more than a thought, as far as that can be told} */
    private boolean write(TokenStream stream, String thinker, Handoff<String> sentences) throws AlanException, CancelledException {
        Set<String> thinkers = turn.faculties().thinkers();
        SpeechText text = new SpeechText(thinkers.contains(thinker));
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
        if (text.beganInThought()) {
            thinkers.add(thinker);
        } else if (stream.finish() == TokenStream.Finish.STOP) {
            // Whatever has made it look like one (a stray tag, another model behind the same name), it is none now.
            thinkers.remove(thinker);
        }
        boolean cutInThought = text.inPresumedThought() && stream.finish() == TokenStream.Finish.LENGTH;
        if (!cutInThought) {
            handOver(text.finish(), sentences);
        }
        sentences.end();
        return !cutInThought;
    }

    private void handOver(List<String> ended, Handoff<String> sentences) throws CancelledException {
        for (String sentence : ended) {
            if (turn.request().speak()) {
                sentences.put(sentence);
            }
        }
    }
}
