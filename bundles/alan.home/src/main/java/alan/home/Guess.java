package alan.home;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.stt.Transcript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what was said before it is known whether that was all. Only while the engine has nothing else to do. */
final class Guess implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(Guess.class);

    private final Faculties faculties;
    private final SoundBuffer sound;
    private final int length;
    private final String language;
    /** Who works on it; {@code null} while nobody does. */
    private Thread worker;
    private boolean wrong;
    private boolean over;
    private Transcript transcript;

    /** @param sound so far @param language as the client named it; {@code null} to detect it */
    Guess(Faculties faculties, SoundBuffer sound, String language) {
        this.faculties = faculties;
        this.sound = sound;
        this.length = sound.length();
        this.language = language;
    }

    @Override
    public String service() {
        return null;
    }

    @Override
    public void run(Desk desk) throws CancelledException {
        try (Line.Turn turn = faculties.hearing().spare()) {
            if (turn != null && begin()) {
                hear();
            }
        }
        desk.cancellation().check();
    }

    private void hear() {
        Transcript heard = null;
        try {
            Pcm pcm = sound.pcm(length);
            heard = faculties.companion().hear(pcm, language, segment -> { });
        } catch (AlanException e) {
            // Whoever asks in earnest is told.
            LOG.debug("Nothing was written down ahead", e);
        } finally {
            end(heard);
        }
    }

    private synchronized boolean begin() {
        worker = wrong ? null : Thread.currentThread();
        return !wrong;
    }

    private synchronized void end(Transcript heard) {
        worker = null;
        transcript = heard;
        if (wrong) {
            // It was for this, and not for what comes next.
            Thread.interrupted();
        }
    }

    /** More was said: ends the work, soon. */
    synchronized void isWrong() {
        wrong = true;
        if (worker != null) {
            worker.interrupt();
        }
    }

    /** {@return whether nothing more comes of it} */
    synchronized boolean over() {
        return over;
    }

    /** {@return what was said; {@code null} if it was not written down} */
    synchronized Transcript transcript() {
        return transcript;
    }

    @Override
    public synchronized void close() {
        over = true;
    }
}
