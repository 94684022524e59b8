package alan.tts.csm.speech;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A passage of a text, and the sound of it that nobody has read yet. Belongs to a {@link CsmStream}, whose lock guards it. */
final class Part {
    private final String text;
    private final Deque<float[]> sound = new ArrayDeque<>();
    private boolean started;
    private boolean begins;
    private boolean over;

    /** @param text what is said */
    Part(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    void start() {
        started = true;
    }

    boolean isStarted() {
        return started;
    }

    void add(List<float[]> blocks) {
        sound.addAll(blocks);
    }

    /** From now on its sound may be heard. */
    void begin() {
        begins = true;
    }

    /** All its sound is there. */
    void end() {
        begins = true;
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** {@return sound that may be heard and was not read; {@code null} if there is none} */
    float[] next() {
        return begins ? sound.poll() : null;
    }

    boolean isRead() {
        return over && sound.isEmpty();
    }

    /** {@return samples that nobody has read} */
    long samples() {
        return sound.stream().mapToLong(block -> block.length).sum();
    }
}
