package alan.audio;

import alan.api.AlanException;
import alan.api.audio.Pcm16;
import alan.api.audio.PcmStream;
import java.io.IOException;
import java.io.InputStream;

/** What a program records. It is without end, so a program that ends has failed. */
final class PipeMicrophone implements PcmStream {
    private static final int BLOCK_MILLIS = 20;

    private final PipeCommand command;
    private final InputStream sound;
    private final int sampleRate;
    private volatile boolean closed;

    /** @param command see {@link PipeCommand} @param sampleRate in Hz @throws AlanException when it cannot be started */
    PipeMicrophone(String command, int sampleRate) throws AlanException {
        this.command = PipeCommand.start(command, sampleRate, true);
        this.sound = this.command.process().getInputStream();
        this.sampleRate = sampleRate;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public float[] read() throws AlanException {
        byte[] bytes = new byte[Math.max(1, sampleRate * BLOCK_MILLIS / 1000) * Pcm16.WIDTH];
        int got;
        try {
            got = closed ? 0 : sound.readNBytes(bytes, 0, bytes.length);
        } catch (IOException e) {
            got = 0;
        }
        if (closed) {
            return null;
        }
        if (got < Pcm16.WIDTH) {
            throw command.ended();
        }
        return Pcm16.samples(bytes, got);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            command.close();
        }
    }
}
