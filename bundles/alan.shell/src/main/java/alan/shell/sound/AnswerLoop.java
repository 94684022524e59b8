package alan.shell.sound;

import alan.api.AlanException;
import alan.api.companion.Companion;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRecord;
import alan.api.companion.TurnRequest;
import alan.api.engine.LanguageUnknownException;
import alan.api.stt.Transcript;
import alan.api.text.Text;
import alan.shell.CommandFailed;
import alan.shell.Console;
import alan.shell.output.Labels;

/** Runs turns: shows the text as it comes, hands the sound on, and waits until both are done. */
public final class AnswerLoop {
    private final Companion companion;
    private final Console console;
    private final boolean show;

    /**
     * @param companion that is asked
     * @param console where the text goes
     * @param show whether it goes there at all
     */
    public AnswerLoop(Companion companion, Console console, boolean show) {
        this.companion = companion;
        this.console = console;
        this.show = show;
    }

    /**
     * A turn that went well.
     *
     * @param record of it, complete
     * @param heard the question; {@code null} when it was text
     */
    public record Answer(TurnRecord record, Transcript heard) {}

    /**
     * Runs a turn.
     *
     * @param request the question
     * @param sound where the voice goes; finished or closed here
     * @return the turn
     * @throws AlanException when a stage fails
     * @throws InterruptedException when the wait for the speaker is interrupted
     */
    public Answer run(TurnRequest request, Sound sound) throws AlanException, InterruptedException {
        try (Sound voice = console.closing(sound);
                Turn turn = console.closing(companion.begin(request))) {
            Events events = new Events();
            try {
                events.pull(turn, voice);
                if (console.cancelled()) {
                    throw CommandFailed.stopped();
                }
                voice.finish();
                return new Answer(turn.record(), events.heard);
            } catch (LanguageUnknownException e) {
                // What it says was spoken, too, where there is a voice for it: to be heard, not to be kept for an answer.
                if (events.spoken && !console.cancelled()) {
                    playOut(voice, e);
                }
                throw e;
            } finally {
                console.closed(turn);
            }
        } finally {
            console.closed(sound);
        }
    }

    private static void playOut(Sound voice, LanguageUnknownException said) throws InterruptedException {
        try {
            voice.playOut();
        } catch (AlanException e) {
            // There is one sentence only, and it is not this one.
            said.addSuppressed(e);
        }
    }

    private void show(String text) {
        if (show) {
            console.out().print(text);
            console.out().flush();
        }
    }

    /** What happens in a turn, and what has happened in it so far. */
    private final class Events {
        private final String question = Text.tr("heard:");
        private final String answer = Text.tr("answer:");
        private final Labels labels = new Labels(question, answer);
        private Transcript heard;
        private boolean writing;
        private boolean spoken;

        void pull(Turn turn, Sound voice) throws AlanException {
            try {
                for (TurnEvent event = turn.next(); event != null; event = turn.next()) {
                    take(event, voice);
                }
            } finally {
                // Whatever is printed next, a failure too, starts on a line of its own.
                show(writing ? System.lineSeparator() : "");
            }
        }

        private void take(TurnEvent event, Sound voice) throws AlanException {
            if (event instanceof TurnEvent.Heard said) {
                heard = said.transcript();
                show(labels.line(question, heard.text()) + System.lineSeparator());
            } else if (event instanceof TurnEvent.Written written) {
                show(heard != null && !writing ? labels.line(answer, written.piece()) : written.piece());
                writing = true;
            } else if (event instanceof TurnEvent.Spoken sound) {
                spoken = true;
                voice.take(sound.sound());
            }
        }
    }
}
