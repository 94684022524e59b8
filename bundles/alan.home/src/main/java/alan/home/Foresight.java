package alan.home;

import alan.api.AlanException;
import alan.api.engine.Lease;
import alan.api.listen.VoiceActivity;
import alan.wyoming.MonoFrames;
import alan.wyoming.WyomingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets somebody's words be written down as soon as they seem to have stopped. A hub waits for most of a second before it is sure of that, and by then the transcript is often there; where they go on, it is thrown away.
 * For one thread.
 */
final class Foresight implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Foresight.class);

    private final Faculties faculties;
    private final Session.Requests requests;
    private final SoundBuffer sound;
    private final String language;
    private final Lease<VoiceActivity> lease;
    private final VoiceActivity.Pauses pauses;
    private Guess guess;
    private boolean holds;
    private boolean closed;

    private Foresight(Faculties faculties, Session.Requests requests, SoundBuffer sound, String language, Lease<VoiceActivity> lease) throws AlanException {
        this.faculties = faculties;
        this.requests = requests;
        this.sound = sound;
        this.language = language;
        this.lease = lease;
        this.pauses = lease.engine().pauses();
    }

    /**
     * {@return it; {@code null} where nobody tells speech from silence in such sound}
     *
     * @param sound that comes
     * @param language as the client named it; {@code null} to detect it
     */
    static Foresight open(Faculties faculties, Session.Requests requests, SoundBuffer sound, String language) {
        if (sound.format().rate() != VoiceActivity.SAMPLE_RATE) {
            return null;
        }
        Lease<VoiceActivity> lease = null;
        try {
            lease = faculties.ears().pauses();
            return new Foresight(faculties, requests, sound, language, lease);
        } catch (AlanException e) {
            LOG.debug("Nothing is written down ahead", e);
            if (lease != null) {
                lease.close();
            }
            return null;
        }
    }

    /** Hears what the sound has got. */
    void hear(short[] samples) {
        try {
            int silence = closed ? 0 : pauses.hear(MonoFrames.floats(samples, samples.length));
            if (silence == 0) {
                goesOn();
            } else if (!holds && (guess == null || guess.over())) {
                Guess next = new Guess(faculties, sound, language);
                requests.submit(next);
                guess = next;
                holds = true;
            }
        } catch (WyomingException e) {
            LOG.debug("Too much is asked for to write anything down ahead", e);
        } catch (AlanException e) {
            LOG.debug("Nothing more is written down ahead", e);
            close();
        }
    }

    private void goesOn() {
        if (holds) {
            holds = false;
            guess.isWrong();
        }
    }

    /** {@return what was guessed, where nothing has been said since; else {@code null}} The sound is over; what was guessed goes on. */
    Guess end() {
        Guess last = holds ? guess : null;
        holds = false;
        close();
        return last;
    }

    /** Listens no more. */
    @Override
    public void close() {
        goesOn();
        if (!closed) {
            closed = true;
            lease.close();
        }
    }
}
