package alan.companion;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRecord;
import alan.api.companion.TurnRequest;
import alan.api.engine.EngineKind;
import alan.api.engine.LanguageUnknownException;
import alan.api.stt.Transcript;
import alan.companion.text.Reasoning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A turn: a thread that hears, then one that writes and one that speaks what is written, sentence by sentence.
 *
 * <p>What the conversation keeps of it is decided at its end, see {@link Conversation}.
 */
final class RunningTurn implements Turn {
    /** In seconds; a longer one is a recording, with silence and other things in it. */
    private static final double LONGEST_QUESTION = 20;

    private final TurnContext turn;
    private final Pipeline pipeline;
    private final TurnNotes notes;
    private final Consumer<TurnRecord> onEnd;
    private final StringBuilder heard = new StringBuilder();
    private final StringBuilder read = new StringBuilder();
    private int sentencesHeard;
    private TurnRecord concluded;

    /** @param onEnd is given the record when the turn has ended */
    RunningTurn(TurnContext turn, Consumer<TurnRecord> onEnd) {
        this.turn = turn;
        this.pipeline = turn.pipeline();
        this.notes = turn.notes();
        this.onEnd = onEnd;
    }

    /** Starts the first stage. */
    void start() {
        TurnRequest request = turn.request();
        if (request.utterance() != null) {
            notes.questionSound(request.utterance().seconds());
            pipeline.start("stt", this::hear);
        } else {
            notes.question(request.text());
            pipeline.start("llm", () -> answer(null));
        }
    }

    private void hear() throws AlanException, CancelledException {
        Ear ear = new Ear(turn.faculties().audio(), pipeline.leases(), pipeline.scope(), notes.stt());
        Transcript transcript;
        try {
            transcript = ear.hear(turn.request().utterance(), turn.request().language(), segment -> { });
        } catch (LanguageUnknownException e) {
            throw Languages.bound(e);
        }
        notes.question(transcript.text());
        pipeline.put(new TurnEvent.Heard(transcript));
        pipeline.start("llm", () -> answer(transcript.language()));
    }

    /** @param spoken the language of the question's sound; {@code null} if it was typed */
    private void answer(String spoken) throws AlanException, CancelledException {
        notes.language(language(spoken));
        new Thinking(turn).run();
    }

    /** The request's, the persona's, the question's; where the question has none, that of the conversation so far, and last the prompt's. */
    private String language(String spoken) {
        if (turn.request().language() != null) {
            return turn.request().language();
        }
        if (turn.persona().language() != null) {
            return turn.persona().language();
        }
        if (spoken != null && pipeline.leases().knows(EngineKind.LLM, spoken)) {
            return spoken;
        }
        // A short "Hello" may be heard as Welsh. Its words tell better then; if they do not, it was heard rightly, and nobody here knows the
        // language.
        Languages languages = turn.faculties().languages();
        Optional<String> written = languages.ofText(notes.question());
        if (spoken != null) {
            return written.filter(language -> pipeline.leases().knows(EngineKind.LLM, language)).orElse(spoken);
        }
        return written
                .or(() -> Optional.ofNullable(turn.conversation().language()))
                .or(() -> languages.ofPrompt(turn.persona().prompt()))
                .orElse(null);
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
        if (event instanceof TurnEvent.Spoken spoken && spoken.sentence() == sentencesHeard) {
            heard.append(sentencesHeard == 0 ? "" : " ").append(spoken.text());
            sentencesHeard++;
        } else if (event instanceof TurnEvent.Written written) {
            read.append(written.piece());
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
            concluded = notes.record(pipeline, turn.persona().name());
            record = concluded;
            if (!notes.isRefused()) {
                String answer = Reasoning.without(answered(record));
                turn.conversation().add(record.question(), answer, record.language());
                if (!answer.isBlank()) {
                    turn.conversation().addSounds(sounds(record), turn.settings().shownSeconds());
                }
            }
        }
        onEnd.accept(record);
    }

    /** {@return how question and answer sounded, as far as the person heard it and the engine is one that is shown such things} */
    private List<Said> sounds(TurnRecord record) {
        List<Said> spoken = notes.shown();
        if (spoken.isEmpty() || pipeline.isSilenced()) {
            return List.of();
        }
        List<Said> sounds = new ArrayList<>();
        Pcm utterance = turn.request().utterance();
        if (utterance != null && utterance.seconds() <= LONGEST_QUESTION) {
            sounds.add(new Said(Said.PERSON, record.question(), utterance));
        }
        // Of one that was broken off, nobody knows how much was heard.
        boolean whole = record.error() == null && !record.cancelled();
        sounds.addAll(whole ? spoken : spoken.subList(0, Math.max(0, Math.min(spoken.size(), sentencesHeard - 1))));
        return sounds;
    }

    /** {@return what reached the person} */
    private String answered(TurnRecord record) {
        if (record.error() == null && !record.cancelled()) {
            return record.answer();
        }
        return (turn.request().speak() && !notes.isVoiceless() ? heard : read).toString();
    }

    @Override
    public synchronized TurnRecord record() {
        return concluded == null ? notes.record(pipeline, turn.persona().name()) : concluded;
    }
}
