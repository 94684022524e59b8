package alan.home;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.stt.NothingHeardException;
import alan.api.stt.Segment;
import alan.api.stt.Transcript;
import alan.wyoming.Events;
import alan.wyoming.WyomingException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code asr}: sound becomes text. Pieces go out as they are understood. */
final class Hearing implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final Faculties faculties;
    private final SoundBuffer sound;
    private final String language;
    private final Guess guess;

    /**
     * @param sound all of it; closed here
     * @param language as the client named it; {@code null} to detect it
     * @param guess what was written down of it already; {@code null} if nothing was. It is over when this is begun
     */
    Hearing(Faculties faculties, SoundBuffer sound, String language, Guess guess) {
        this.guess = guess;
        this.faculties = faculties;
        this.sound = sound;
        this.language = language;
    }

    @Override
    public String service() {
        return "asr";
    }

    @Override
    public void run(Desk desk) throws AlanException, CancelledException, InterruptedException {
        Transcript transcript = guess == null ? null : guess.transcript();
        if (transcript == null) {
            transcript = hear(desk);
        } else {
            desk.send(Events.transcriptStart(language));
            transcript.segments().forEach(segment -> tell(segment, desk));
        }
        desk.give(Events.transcript(transcript.text(), transcript.language()));
        desk.send(Events.transcriptStop());
    }

    private Transcript hear(Desk desk) throws AlanException, CancelledException, InterruptedException {
        try (Line.Place place = desk.enter(faculties.hearing()); Line.Turn turn = place.turn()) {
            desk.cancellation().check();
            Pcm pcm = sound.pcm();
            desk.send(Events.transcriptStart(language));
            return hear(pcm, desk);
        }
    }

    /** Silence is no failure: Home Assistant itself says that nothing was understood when the text is empty. */
    private Transcript hear(Pcm pcm, Desk desk) throws AlanException {
        try {
            return faculties.companion().hear(pcm, language, segment -> tell(segment, desk));
        } catch (NothingHeardException e) {
            desk.failed(e.getLocalizedMessage());
            return new Transcript("", language, List.of());
        }
    }

    private static void tell(Segment segment, Desk desk) {
        try {
            desk.give(Events.transcriptChunk(segment.text()));
        } catch (CancelledException | WyomingException e) {
            // Whoever waits for the transcript finds out.
            LOG.debug("A piece of a transcript was not sent", e);
        }
    }

    @Override
    public void close() {
        sound.close();
    }
}
