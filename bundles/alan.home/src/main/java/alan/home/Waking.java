package alan.home;

import alan.api.AlanException;
import alan.api.listen.WakeWord;
import alan.api.text.Text;
import alan.wyoming.AudioFormat;
import alan.wyoming.Detect;
import alan.wyoming.ErrorCode;
import alan.wyoming.Events;
import alan.wyoming.MonoFrames;
import alan.wyoming.WyomingEvent;
import alan.wyoming.WyomingException;

/**
 * {@code wake}: sound is listened to as it comes, for as long as it comes, on the thread that reads it. A client that sends faster than can be listened is
 * held up by its own socket.
 */
final class Waking implements AutoCloseable {
    private final Ears.Ear ear;
    private AudioFormat format;
    private MonoFrames frames;
    private boolean detected;

    /** @param ears one of which listens @param wanted for what @throws WyomingException when there is no such wake word, or no engine */
    Waking(Ears ears, Detect wanted) throws WyomingException {
        try {
            ear = ears.open(wanted.names());
        } catch (AlanException e) {
            throw new WyomingException(ErrorCode.FAILED, e.text());
        }
    }

    /** Sound begins. */
    void begin(AudioFormat of) throws WyomingException {
        if (of.rate() != WakeWord.SAMPLE_RATE) {
            throw new WyomingException(ErrorCode.BAD_REQUEST,
                    Text.of("Wake words are heard in sound at %d Hz, and this is at %d Hz.", WakeWord.SAMPLE_RATE, of.rate()));
        }
        if (format == null || !format.equals(of)) {
            format = of;
            frames = new MonoFrames(of);
        }
    }

    /** Hears a piece. @param requests gets what is to be told */
    void hear(AudioFormat of, byte[] piece, Session.Requests requests) throws WyomingException {
        begin(of);
        short[] samples = frames.take(piece);
        try {
            for (WakeWord.Detection each : ear.detector().hear(MonoFrames.floats(samples, samples.length))) {
                detected = true;
                requests.submit(new Told(Events.detection(each.name(), each.milliseconds())));
            }
        } catch (WyomingException e) {
            throw e;
        } catch (AlanException e) {
            throw new WyomingException(ErrorCode.FAILED, e.text());
        }
    }

    /** The sound is over. */
    void end(Session.Requests requests) throws WyomingException {
        if (!detected) {
            requests.submit(new Told(Events.notDetected()));
        }
    }

    /** Ends listening. */
    @Override
    public void close() {
        ear.close();
    }

    /** An answer, in turn with all others of the client. */
    private record Told(WyomingEvent event) implements Work {
        @Override
        public String service() {
            return "wake";
        }

        @Override
        public void run(Desk desk) throws AlanException, CancelledException {
            desk.give(event);
        }
    }
}
