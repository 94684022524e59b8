package alan.shell.sound;

import alan.api.AlanException;
import alan.api.audio.Pcm;

/** One sound for several answers in a row, such as the file that stands in for a speaker during a conversation. */
public final class Recording implements AutoCloseable {
    private final Sound whole;
    private int sampleRate;

    /** @param whole where all of it goes; closed with this */
    public Recording(Sound whole) {
        this.whole = whole;
    }

    /** {@return the sound of the next answer} Finishing or closing it leaves the whole open. */
    public Sound part() {
        return new Sound() {
            @Override
            public void take(Pcm block) throws AlanException {
                add(block);
            }

            @Override
            public void finish() {
                // More answers may come.
            }

            @Override
            public void close() {
                // What was said before stays.
            }
        };
    }

    /**
     * Completes the whole, if there is any sound in it.
     *
     * @throws AlanException when it cannot be completed
     * @throws InterruptedException when the wait is interrupted
     */
    public void complete() throws AlanException, InterruptedException {
        if (sampleRate > 0) {
            whole.finish();
        }
    }

    @Override
    public void close() {
        whole.close();
    }

    private void add(Pcm block) throws AlanException {
        if (sampleRate > 0 && sampleRate != block.sampleRate()) {
            throw new AlanException(
                    "This answer has %d Hz and the one before %d Hz; a recording holds one rate only, so keep to one voice.",
                    block.sampleRate(), sampleRate);
        }
        sampleRate = block.sampleRate();
        whole.take(block);
    }
}
