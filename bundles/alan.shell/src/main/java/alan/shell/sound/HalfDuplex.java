package alan.shell.sound;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A microphone that can be made deaf for a while, so that Alan does not answer its own voice. A thread empties the
 * microphone all the time: what it hears while it is deaf is dropped, not kept for later.
 */
public final class HalfDuplex implements PcmStream {
    private static final float[] END = new float[0];

    private final PcmStream microphone;
    private final BlockingQueue<float[]> queue = new LinkedBlockingQueue<>();
    private volatile boolean deaf;
    private volatile AlanException failure;

    /** @param microphone is closed with this */
    public HalfDuplex(PcmStream microphone) {
        this.microphone = microphone;
        Thread thread = new Thread(this::listen, "alan microphone");
        thread.setDaemon(true);
        thread.start();
    }

    /** Drops what was heard and not yet read, and what will be heard until {@link #hear}. */
    public void ignore() {
        deaf = true;
        boolean ended = queue.contains(END);
        queue.clear();
        if (ended) {
            queue.add(END);
        }
    }

    /** Hears again. */
    public void hear() {
        deaf = false;
    }

    @Override
    public int sampleRate() {
        return microphone.sampleRate();
    }

    @Override
    public float[] read() throws AlanException {
        try {
            float[] block = queue.take();
            if (block != END) {
                return block;
            }
            queue.add(END);
            if (failure != null) {
                throw failure;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    @Override
    public void close() {
        microphone.close();
        queue.clear();
        queue.add(END);
    }

    private void listen() {
        try {
            for (float[] block = microphone.read(); block != null; block = microphone.read()) {
                if (!deaf) {
                    queue.add(block);
                }
            }
        } catch (AlanException e) {
            failure = e;
        } finally {
            queue.add(END);
        }
    }
}
