package alan.home;

import alan.api.AlanException;
import alan.api.companion.Sentences;
import alan.api.text.Text;
import alan.wyoming.ErrorCode;
import alan.wyoming.Events;
import alan.wyoming.Synthesize;
import alan.wyoming.WyomingException;
import java.util.ArrayList;
import java.util.List;

/** {@code tts}, a text that is there: one {@code audio-start}, chunks, one {@code audio-stop}. */
final class Speaking implements Work {
    private final Faculties faculties;
    private final Synthesize wanted;

    Speaking(Faculties faculties, Synthesize wanted) {
        this.faculties = faculties;
        this.wanted = wanted;
    }

    @Override
    public String service() {
        return "tts";
    }

    @Override
    public void run(Desk desk) throws AlanException, CancelledException, InterruptedException {
        String text = wanted.ssml() ? Ssml.words(wanted.text()) : wanted.text();
        check(text.length(), faculties.settings().characters());
        Mouth mouth = new Mouth(faculties, desk, wanted);
        Sentences cutter = mouth.sentences();
        List<String> sentences = new ArrayList<>(cutter.feed(text));
        sentences.addAll(cutter.finish());
        if (sentences.isEmpty()) {
            throw new WyomingException(ErrorCode.BAD_REQUEST, Text.of("There is nothing in the text that can be spoken."));
        }
        try (Line.Place place = desk.enter(faculties.speaking())) {
            mouth.listen(text);
            boolean first = true;
            for (String sentence : sentences) {
                mouth.speak(place, sentence, first);
                first = false;
            }
        }
        desk.send(Events.audioStop());
    }

    /** @throws WyomingException when a text has too many characters */
    static void check(long length, int most) throws WyomingException {
        if (length > most) {
            throw new WyomingException(ErrorCode.TOO_LARGE,
                    Text.of("The text is longer than %,d characters, which is the most; characters in config/alan.home.cfg says so.", most));
        }
    }
}
