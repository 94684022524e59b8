package alan.tts.csm.speech;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import java.util.List;

/** A text that is being spoken. Its passages are made by a {@link Speaker}, some of them at the same time, and read one after the other. */
final class CsmStream implements PcmStream {
    /** So much of a text is made before anybody reads it: a text may be as long as a book. */
    private static final double AHEAD_SECONDS = 60;

    private final int sampleRate;
    private final Delivery delivery;
    private final List<Part> parts;
    private int reading;
    private boolean closed;
    private AlanException failure;

    /**
     * @param sampleRate in Hz
     * @param delivery how it is said
     * @param passages of the text
     */
    CsmStream(int sampleRate, Delivery delivery, List<String> passages) {
        this.sampleRate = sampleRate;
        this.delivery = delivery;
        this.parts = passages.stream().map(Part::new).toList();
    }

    Delivery delivery() {
        return delivery;
    }

    int index(Part part) {
        return parts.indexOf(part);
    }

    /** {@return the passages that may be made now} The first one is made alone, so that it is heard early; the others wait until it is over. */
    synchronized List<Part> startable() {
        if (isOver() || parts.stream().mapToLong(Part::samples).sum() > AHEAD_SECONDS * sampleRate) {
            return List.of();
        }
        List<Part> left = parts.stream().filter(part -> !part.isStarted()).toList();
        return left.size() == parts.size() ? left.subList(0, Math.min(1, left.size())) : parts.get(0).isOver() ? left : List.of();
    }

    int passages() {
        return parts.size();
    }

    synchronized void start(Part part) {
        part.start();
    }

    /** Takes sound of a passage. @param part of this text @param blocks of it @param begin whether it may be heard @param end whether that was all */
    synchronized void add(Part part, List<float[]> blocks, boolean begin, boolean end) {
        part.add(blocks);
        if (begin) {
            part.begin();
        }
        if (end) {
            part.end();
        }
        notifyAll();
    }

    synchronized void fail(AlanException reason) {
        if (failure == null) {
            failure = reason;
        }
        notifyAll();
    }

    /** {@return whether nobody wants its sound any more, or no more can come of it} */
    synchronized boolean isOver() {
        return closed || failure != null;
    }

    /** {@return whether everything has been made} */
    synchronized boolean isMade() {
        return parts.stream().allMatch(Part::isOver);
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public synchronized float[] read() throws AlanException {
        while (!closed && reading < parts.size()) {
            float[] block = parts.get(reading).next();
            if (block != null) {
                return block;
            }
            if (parts.get(reading).isRead()) {
                reading++;
            } else if (failure != null) {
                closed = true;
                throw failure;
            } else {
                await();
            }
        }
        return null;
    }

    private void await() throws AlanException {
        try {
            wait();
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
            throw new AlanException("CSM was stopped while it spoke.", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
