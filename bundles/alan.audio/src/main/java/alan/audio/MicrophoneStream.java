package alan.audio;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import javax.sound.sampled.TargetDataLine;

/** What a microphone hears, taken from the device's own buffer by the thread that reads. */
final class MicrophoneStream implements PcmStream {
    private static final int BLOCK_MILLIS = 20;

    private final LineFormat<TargetDataLine> line;
    private final String name;
    private volatile boolean closed;

    /**
     * Starts to listen.
     *
     * @param line open; closed with the stream
     * @param name of the device
     */
    MicrophoneStream(LineFormat<TargetDataLine> line, String name) {
        this.line = line;
        this.name = name;
        line.line().start();
    }

    @Override
    public int sampleRate() {
        return line.sampleRate();
    }

    @Override
    public float[] read() throws AlanException {
        if (closed) {
            return null;
        }
        byte[] bytes = new byte[line.sampleRate() * BLOCK_MILLIS / 1000 * 2 * line.channels()];
        int got = line.line().read(bytes, 0, bytes.length); // returns early when the line is closed or the device goes away
        if (closed) {
            return null;
        }
        if (got <= 0) {
            throw DeviceKind.MICROPHONE.gone(name);
        }
        return line.toMono(bytes, got);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            line.line().stop();
            line.line().close();
        }
    }
}
