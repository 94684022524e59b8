package alan.satellite;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.listen.WakeWord;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to the microphone for as long as the room wants it. One that fails is tried again, since it may only have been pulled out for a while. */
final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final long RETRY_MILLIS = 3_000;

    private final Room room;
    private final Microphones microphones;
    private final WakeEar ear;
    private final Thread thread;
    private String lastFailure;

    /** Opens microphones. */
    interface Microphones {
        /** {@return a microphone at {@link WakeWord#SAMPLE_RATE}} @throws AlanException when there is none */
        PcmStream open() throws AlanException;
    }

    /** @param room that is listened to @param microphones one of which is listened with @param ear hears wake words */
    Listener(Room room, Microphones microphones, WakeEar ear) {
        this.room = room;
        this.microphones = microphones;
        this.ear = ear;
        this.thread = new Thread(this::run, "satellite-microphone");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (room.awaitWanted()) {
                try (PcmStream microphone = microphones.open()) {
                    room.microphone(microphone);
                    listen(microphone);
                } catch (AlanException e) {
                    failed(e);
                    TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
                } finally {
                    room.microphone(null);
                    ear.close();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The satellite listens no more");
        } catch (RuntimeException | Error e) {
            LOG.error("The satellite is deaf", e);
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
            if (first) {
                first = false;
                room.problem("microphone", null);
                if (lastFailure != null) {
                    LOG.info("The satellite hears again");
                    lastFailure = null;
                }
            }
            switch (room.attention()) {
                case SEND -> {
                    ear.forget();
                    room.said(block);
                }
                case WAIT -> ear.hear(block).forEach(detection -> room.woken(detection.name()));
                case NONE -> ear.forget();
            }
        }
    }

    private void failed(AlanException e) {
        room.failed(e);
        if (!e.getMessage().equals(lastFailure)) {
            lastFailure = e.getMessage();
            LOG.warn("The satellite cannot hear: {}", e.getMessage());
        }
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
