package alan.companion;

import alan.api.AlanException;
import alan.api.companion.TurnEvent;
import alan.api.engine.LanguageUnknownException;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
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
        TextToSpeech engine;
        try {
            engine = turn.pipeline().leases().take(TextToSpeech.class, choice.engine(), language);
        } catch (AlanException e) {
            turn.notes().voiceless();
            passOver();
            turn.pipeline().failAtEnd(e instanceof LanguageUnknownException unknown ? Languages.bound(unknown) : e);
            return;
        }
        speak(engine, choice, language, asked != null);
    }

    private void speak(TextToSpeech engine, Voices.Choice choice, String language, boolean asked) throws AlanException, CancelledException {
        TurnNotes notes = turn.notes();
        Mouth mouth = new Mouth(turn.faculties().audio(), turn.pipeline().scope(), notes.tts(), turn.settings().pause(), (number, text, block) -> {
            notes.spoken(number, text, block.seconds());
            turn.pipeline().put(new TurnEvent.Spoken(number, text, block));
        });
        Narrator narrator = new Narrator(engine, turn.pipeline().leases(), turn.pipeline().scope(), mouth, asked, notes::event);
        for (String sentence = sentences.take(); sentence != null; sentence = sentences.take()) {
            narrator.speak(new SpeechRequest(sentence, null, choice.voice(), language, Map.of()));
        }
    }

    private void passOver() throws CancelledException {
        String sentence = sentences.take();
        while (sentence != null) {
            sentence = sentences.take();
        }
    }
}
