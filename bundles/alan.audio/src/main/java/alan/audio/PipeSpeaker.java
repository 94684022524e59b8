package alan.audio;

import alan.api.AlanException;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm16;
import java.io.IOException;
import java.io.OutputStream;

/** What a program plays. What it has taken counts as played: it says nothing of its buffer. */
final class PipeSpeaker implements AudioSink {
    private final PipeCommand command;
    private final OutputStream sound;
    private final int sampleRate;
    private volatile long taken;
    private volatile boolean done;

    /** @param command see {@link PipeCommand} @param sampleRate in Hz @throws AlanException when it cannot be started */
    PipeSpeaker(String command, int sampleRate) throws AlanException {
        this.command = PipeCommand.start(command, sampleRate, false);
        this.sound = this.command.process().getOutputStream();
        this.sampleRate = sampleRate;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public void write(float[] samples) throws AlanException {
        requireOpen();
        try {
            sound.write(Pcm16.bytes(samples));
            sound.flush();
            taken += samples.length;
        } catch (IOException e) {
            requireOpen();
            throw command.ended();
        }
    }

    private void requireOpen() throws AlanException {
        if (done) {
            throw new AlanException("The speaker is already closed; open it again.");
        }
    }

    @Override
    public void finish() throws AlanException {
        requireOpen();
        try {
            sound.close();
        } catch (IOException e) {
            requireOpen();
            throw command.ended();
        }
        command.await();
        requireOpen();
        close();
    }

    @Override
    public long played() {
        return taken;
    }

    @Override
    public void close() {
        if (!done) {
            done = true;
            command.close();
        }
    }
}
