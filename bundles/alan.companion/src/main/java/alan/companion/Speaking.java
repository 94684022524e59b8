package alan.companion;

import alan.api.AlanException;
import alan.api.companion.TurnEvent;
import alan.api.engine.LanguageUnknownException;
import java.util.Map;

/** The stage of a turn that speaks what is written, sentence by sentence. Where no voice can be had, the answer is written all the same. */
final class Speaking {
    private final TurnContext turn;
    private final Handoff<String> sentences;

    /** @param sentences to speak, as they come */
    Speaking(TurnContext turn, Handoff<String> sentences) {
        this.turn = turn;
        this.sentences = sentences;
    }

    void run() throws AlanException, CancelledException {
        String language = turn.notes().language();
        Voices voices = turn.faculties().voices();
        String asked = turn.request().voice();
        Voices.Choice choice = asked == null ? voices.of(turn.persona(), language) : voices.asked(asked, language);
        boolean fixed = asked != null && choice.notice() == null;
        Wish wish = new Wish(choice, language, Map.of(), fixed, turn.conversation().samples(choice.shownName()), turn.settings().shownSeconds() > 0,
                turn.settings().takes(), null);
        Voicing voicing;
        try {
            voicing = open(wish);
        } catch (AlanException e) {
            turn.pipeline().scope().check();
            turn.notes().voiceless();
            passOver();
            turn.pipeline().failAtEnd(e instanceof LanguageUnknownException unknown ? Languages.bound(unknown) : e);
            return;
        }
        for (String sentence = sentences.take(); sentence != null; sentence = sentences.take()) {
            voicing.speak(sentence);
            turn.notes().shown(choice.shownName(), voicing.spoken());
        }
        voicing.end();
        turn.notes().shown(choice.shownName(), voicing.spoken());
    }

    private Voicing open(Wish wish) throws AlanException, CancelledException {
        TurnNotes notes = turn.notes();
        return Voicing.open(turn.pipeline(), turn.faculties(), wish, notes.tts(), turn.settings().pause(), notes::event, notes::take, (number, text, block) -> {
            notes.spoken(number, text, block.seconds());
            turn.pipeline().put(new TurnEvent.Spoken(number, text, block));
        });
    }

    private void passOver() throws CancelledException {
        String sentence = sentences.take();
        while (sentence != null) {
            sentence = sentences.take();
        }
    }
}
