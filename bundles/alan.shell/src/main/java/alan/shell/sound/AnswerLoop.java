package alan.shell.sound;

import alan.api.AlanException;
import alan.api.companion.Companion;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRecord;
import alan.api.companion.TurnRequest;
import alan.api.stt.Transcript;
import alan.shell.CommandFailed;
import alan.shell.Console;

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
            try {
                Transcript heard = pull(turn, voice);
                if (console.cancelled()) {
                    throw CommandFailed.stopped();
                }
                voice.finish();
                return new Answer(turn.record(), heard);
            } finally {
                console.closed(turn);
            }
        } finally {
            console.closed(sound);
        }
    }

    private Transcript pull(Turn turn, Sound voice) throws AlanException {
        Transcript heard = null;
        boolean writing = false;
        try {
            for (TurnEvent event = turn.next(); event != null; event = turn.next()) {
                if (event instanceof TurnEvent.Heard question) {
                    heard = question.transcript();
                    show("heard:  " + heard.text() + System.lineSeparator());
                } else if (event instanceof TurnEvent.Written written) {
                    show(heard != null && !writing ? "answer: " + written.piece() : written.piece());
                    writing = true;
                } else if (event instanceof TurnEvent.Spoken spoken) {
                    voice.take(spoken.sound());
                }
            }
        } finally {
            // Whatever is printed next, a failure too, starts on a line of its own.
            show(writing ? System.lineSeparator() : "");
        }
        return heard;
    }

    private void show(String text) {
        if (show) {
            console.out().print(text);
            console.out().flush();
        }
    }
}
