package alan.shell.sound;

import alan.api.audio.Pcm;
import java.util.ArrayList;
import java.util.List;

/** Sound that is kept in memory. */
public final class MemorySound implements Sound {
    private final List<Pcm> blocks = new ArrayList<>();

    @Override
    public void take(Pcm block) {
        blocks.add(block);
    }

    @Override
    public void finish() {
        // It is there already.
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /** {@return all of it in one piece; {@code null} if there is none} */
    public Pcm pcm() {
        if (blocks.isEmpty()) {
            return null;
        }
        int length = blocks.stream().mapToInt(block -> block.samples().length).sum();
        float[] all = new float[length];
        int at = 0;
        for (Pcm block : blocks) {
            System.arraycopy(block.samples(), 0, all, at, block.samples().length);
            at += block.samples().length;
        }
        return new Pcm(blocks.get(0).sampleRate(), all);
    }
}
