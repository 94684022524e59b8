package alan.home;

import alan.api.AlanException;
import alan.api.companion.Sentences;
import alan.api.text.Text;
import alan.wyoming.ErrorCode;
import alan.wyoming.Events;
import alan.wyoming.Synthesize;
import alan.wyoming.WyomingException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * {@code tts}, a text that comes in pieces: for each sentence an {@code audio-start}, chunks and an {@code audio-stop}; in the end {@code synthesize-stopped}.
 * It has a place in the line only while there is a sentence to speak.
 */
final class SpeakingAlong implements Work {
    private final Faculties faculties;
    private final Synthesize wanted;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    /** Of the reader's thread. */
    private long length;

    SpeakingAlong(Faculties faculties, Synthesize wanted) {
        this.faculties = faculties;
        this.wanted = wanted;
    }

    /** Some text; {@code null} at its end. */
    private record Piece(String text) {}

    /** Takes some text. @throws WyomingException when all together is too long */
    void add(String text) throws WyomingException {
        length += text.length();
        Speaking.check(length, faculties.settings().characters());
        if (!text.isEmpty()) {
            pieces.add(new Piece(text));
        }
    }

    /** The text has ended. */
    void end() {
        pieces.add(new Piece(null));
    }

    @Override
    public String service() {
        return "tts";
    }

    @Override
    public void run(Desk desk) throws AlanException, CancelledException, InterruptedException {
        Mouth mouth = new Mouth(faculties, desk, wanted);
        Sentences cutter = mouth.sentences();
        for (Piece piece = next(); piece.text() != null; piece = next()) {
            speak(desk, mouth, cutter.feed(piece.text()));
        }
        speak(desk, mouth, cutter.finish());
        desk.send(Events.synthesizeStopped());
    }

    private Piece next() throws WyomingException, InterruptedException {
        Piece piece = pieces.poll(faculties.settings().idleSeconds(), TimeUnit.SECONDS);
        if (piece == null) {
            throw new WyomingException(ErrorCode.TIMEOUT, Text.of("No more of the text came for %d seconds.", faculties.settings().idleSeconds()));
        }
        return piece;
    }

    private void speak(Desk desk, Mouth mouth, List<String> sentences) throws AlanException, CancelledException, InterruptedException {
        if (sentences.isEmpty()) {
            return;
        }
        mouth.listen(String.join(" ", sentences));
        try (Line.Place place = desk.enter(faculties.speaking())) {
            for (String sentence : sentences) {
                mouth.speak(place, sentence, true);
                desk.send(Events.audioStop());
            }
        }
    }
}
