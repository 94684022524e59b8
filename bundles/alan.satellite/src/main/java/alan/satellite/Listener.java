package alan.satellite;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.listen.WakeWord;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to the microphone for as long as the room wants it. One that fails, however it does, is tried again, since it may only have been pulled out for a while. */
final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final Duration RETRY = Duration.ofSeconds(3);

    private final Room room;
    private final Microphones microphones;
    private final WakeEar ear;
    private final Duration retry;
    private final Thread thread;
    private String lastFailure;

    /** Opens microphones. */
    interface Microphones {
        /** {@return a microphone at {@link WakeWord#SAMPLE_RATE}} @throws AlanException when there is none */
        PcmStream open() throws AlanException;
    }

    /** @param room that is listened to @param microphones one of which is listened with @param ear hears wake words */
    Listener(Room room, Microphones microphones, WakeEar ear) {
        this(room, microphones, ear, RETRY);
    }

    /** For tests, which do not wait so long. @param retry how long after a failure the next microphone is opened */
    Listener(Room room, Microphones microphones, WakeEar ear, Duration retry) {
        this.room = room;
        this.microphones = microphones;
        this.ear = ear;
        this.retry = retry;
        this.thread = new Thread(this::run, "satellite-microphone");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (room.awaitWanted()) {
                try {
                    listen();
                } catch (AlanException e) {
                    failed(e);
                    Thread.sleep(retry.toMillis());
                } catch (RuntimeException | Error e) {
                    // An engine or a hub can fail in ways of its own. That must not leave the satellite deaf until it is started anew.
                    failed(new AlanException("The satellite cannot listen, as something unexpected went wrong (%s); Alan tries it again.", e.toString(), e));
                    Thread.sleep(retry.toMillis());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The satellite listens no more");
        } catch (RuntimeException | Error e) {
            LOG.error("The satellite is deaf", e);
        }
    }

    private void listen() throws AlanException {
        try (PcmStream microphone = microphones.open()) {
            room.microphone(microphone);
            listen(microphone);
        } finally {
            room.microphone(null);
            ear.close();
        }
    }

    private void listen(PcmStream microphone) throws AlanException {
        boolean first = true;
        while (true) {
            float[] block = microphone.read();
            if (block == null) {
                if (room.attention() != Room.Attention.NONE) {
                    throw new AlanException("The satellite's microphone has ended; Alan tries it again.");
                }
                return;
            }
            switch (room.attention()) {
                case SEND -> {
                    ear.forget();
                    room.said(block);
                }
                case WAIT -> ear.hear(block).forEach(detection -> room.woken(detection.name()));
                case NONE -> ear.forget();
            }
            // Not before it was dealt with: what fails at each block would come and go.
            if (first) {
                first = false;
                hears();
            }
        }
    }

    private void hears() {
        room.problem("microphone", null);
        if (lastFailure != null) {
            LOG.info("The satellite hears again");
            lastFailure = null;
        }
    }

    private void failed(AlanException e) {
        if (!e.getMessage().equals(lastFailure)) {
            lastFailure = e.getMessage();
            LOG.warn("The satellite cannot hear: {}", e.getMessage(), e.getCause());
        }
        room.failed(e);
    }

    /** Ends with the room, which is to be closed first. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
