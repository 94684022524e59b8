package alan.satellite;

import alan.api.AlanException;
import alan.api.audio.AudioSink;
import alan.api.satellite.Satellite.Playback;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays one thing after the other, by a thread of its own. */
final class Loudspeaker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loudspeaker.class);
    /** Samples that may wait, of all playbacks together: some minutes, in 48 MB. An announcement is hardly longer. */
    private static final int MOST_SAMPLES = 12_000_000;
    /** Part of the room that is full when whoever can wait waits. */
    private static final int AMPLE = 4;
    private static final long LOOK_MILLIS = 100;
    /** Samples written at once: so soon a change of the volume is heard. */
    private static final int BLOCK = 1024;
    /** How long nothing may come of a playback that has not ended. The hub may have to think of the next sentence, but may also have lost its engine. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final Speakers speakers;
    private final Consumer<AlanException> failures;
    private final Duration silence;
    private final int mostSamples;
    private final AtomicInteger samples = new AtomicInteger();
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private final Thread thread;
    private volatile float volume = 1;
    private boolean closed;

    /** Opens speakers. */
    interface Speakers {
        /** {@return a speaker} @param sampleRate in Hz @throws AlanException when there is none */
        AudioSink open(int sampleRate) throws AlanException;
    }

    /**
     * @param speakers that are played on
     * @param failures told why something was not heard, and {@code null} when something was
     */
    Loudspeaker(Speakers speakers, Consumer<AlanException> failures) {
        this(speakers, failures, SILENCE, MOST_SAMPLES);
    }

    /** For tests, which have less. @param silence after which a playback ends by itself, if nothing comes @param mostSamples that may wait */
    Loudspeaker(Speakers speakers, Consumer<AlanException> failures, Duration silence, int mostSamples) {
        this.speakers = speakers;
        this.failures = failures;
        this.silence = silence;
        this.mostSamples = mostSamples;
        this.thread = new Thread(this::run, "satellite-speaker");
        thread.setDaemon(true);
        thread.start();
    }

    /** Sets how loud it is. @param factor of every sample */
    void volume(double factor) {
        volume = (float) factor;
    }

    /** {@return takes sound} @param rate of it, in Hz @param whenOver told by this one's thread, also when it was stopped */
    Playback play(int rate, Runnable whenOver) {
        Piece piece = new Piece(rate, whenOver);
        synchronized (this) {
            pieces.add(piece);
            if (closed) {
                piece.stop();
            }
            notifyAll();
        }
        return piece;
    }

    /** {@return whether something is being played, or is to be} */
    synchronized boolean busy() {
        return !pieces.isEmpty();
    }

    /** Stops what is being played, and drops what waits. */
    synchronized void stop() {
        pieces.forEach(Piece::stop);
    }

    private void run() {
        for (Piece piece = next(); piece != null; piece = next()) {
            try {
                play(piece);
            } catch (RuntimeException | Error e) {
                LOG.error("Something could not be played", e);
            }
            synchronized (this) {
                pieces.remove(piece);
            }
            piece.whenOver.run();
        }
    }

    private synchronized Piece next() {
        while (pieces.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return null;
            }
        }
        return pieces.peek();
    }

    private void play(Piece piece) {
        float[] block = piece.take();
        if (block == null) {
            return;
        }
        try (AudioSink sink = speakers.open(piece.rate)) {
            piece.playingOn(sink);
            for (; block != null; block = piece.take()) {
                for (int from = 0; from < block.length; from += BLOCK) {
                    sink.write(louder(block, from, Math.min(block.length, from + BLOCK)));
                }
            }
            if (!piece.stopped()) {
                sink.finish();
            }
            failures.accept(null);
        } catch (AlanException e) {
            // A speaker that is closed while it plays may say so in its own words.
            if (!piece.stopped()) {
                failures.accept(e);
            }
        } finally {
            piece.playingOn(null);
        }
    }

    private float[] louder(float[] block, int from, int to) {
        float factor = volume;
        float[] part = new float[to - from];
        for (int i = 0; i < part.length; i++) {
            part[i] = block[from + i] * factor;
        }
        return part;
    }

    /** Stops everything, and plays nothing more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            stop();
            notifyAll();
        }
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something to be played, which comes in blocks. */
    private final class Piece implements Playback {
        private final int rate;
        private final Runnable whenOver;
        private final Deque<float[]> blocks = new ArrayDeque<>();
        private boolean ended;
        private boolean stopped;
        private AudioSink sink;

        Piece(int rate, Runnable whenOver) {
            this.rate = rate;
            this.whenOver = whenOver;
        }

        @Override
        public synchronized void write(float[] block) {
            if (ended || block.length == 0) {
                return;
            }
            if (samples.addAndGet(block.length) > mostSamples) {
                samples.addAndGet(-block.length);
                LOG.warn("More than {} samples wait to be played; the rest is dropped", mostSamples);
                end();
                return;
            }
            blocks.add(block.clone());
            notifyAll();
        }

        @Override
        public synchronized void awaitRoom() {
            try {
                while (!ended && samples.get() > mostSamples / AMPLE) {
                    // What others have played makes room, too, and does not wake this one.
                    wait(LOOK_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public synchronized void end() {
            ended = true;
            notifyAll();
        }

        /** {@return the next block; {@code null} when there are no more, or none came for too long} */
        synchronized float[] take() {
            long until = System.nanoTime() + silence.toNanos();
            while (blocks.isEmpty() && !ended) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    LOG.warn("Nothing came for {} s of what is being played; it has ended", silence.toSeconds());
                    end();
                    break;
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                } catch (InterruptedException e) {
                    stop();
                }
            }
            float[] block = blocks.poll();
            if (block != null) {
                samples.addAndGet(-block.length);
            }
            return block;
        }

        synchronized void playingOn(AudioSink speaker) {
            sink = speaker;
            if (stopped && speaker != null) {
                speaker.close();
            }
        }

        synchronized boolean stopped() {
            return stopped;
        }

        synchronized void stop() {
            stopped = true;
            blocks.forEach(block -> samples.addAndGet(-block.length));
            blocks.clear();
            end();
            if (sink != null) {
                sink.close();
            }
        }
    }
}
