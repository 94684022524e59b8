package alan.shell.sound;

import alan.api.AlanException;
import alan.api.audio.AudioDevices;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A speaker. It plays on a thread of its own, so that the text of an answer is not held back to the pace of its sound; what
 * is not yet played waits in memory.
 */
public final class SpeakerSound implements Sound {
    private static final Pcm END = new Pcm(1, new float[0]);

    private final AudioDevices devices;
    private final String device;
    private final BlockingQueue<Pcm> queue = new LinkedBlockingQueue<>();
    private Thread player;
    private AudioSink sink;
    private volatile AlanException failure;
    private volatile boolean closed;

    /**
     * @param devices has the speaker
     * @param device its name; {@code null} for the configured one
     */
    public SpeakerSound(AudioDevices devices, String device) {
        this.devices = devices;
        this.device = device;
    }

    @Override
    public void take(Pcm block) throws AlanException {
        synchronized (this) {
            if (!closed && sink == null) {
                sink = devices.speaker(device, block.sampleRate());
                player = new Thread(this::play, "alan speaker");
                player.start();
            }
        }
        check();
        queue.add(block);
    }

    @Override
    public void finish() throws AlanException, InterruptedException {
        queue.add(END);
        Thread thread;
        synchronized (this) {
            thread = player;
        }
        if (thread != null) {
            thread.join();
        }
        check();
    }

    @Override
    public void playOut() throws AlanException, InterruptedException {
        finish();
    }

    @Override
    public synchronized void close() {
        closed = true;
        queue.clear();
        queue.add(END);
        if (sink != null) {
            sink.close();
        }
    }

    private void play() {
        try {
            for (Pcm block = queue.take(); block != END; block = queue.take()) {
                sink.write(block.samples());
            }
            if (!closed) {
                sink.finish();
            }
        } catch (AlanException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sink.close();
        }
    }

    private void check() throws AlanException {
        AlanException problem = failure;
        if (problem != null && !closed) {
            throw problem;
        }
    }
}
