package alan.esphome;

import java.io.IOException;

/** A connection's messages as bytes, one way or the other. Reading is for one thread, writing for any. */
interface Frames {
    /**
     * Waits for the next one.
     *
     * @return it; {@code null} at the end of the stream
     * @throws EsphomeException when what comes is none
     * @throws IOException when the stream cannot be read
     */
    Frame read() throws IOException, EsphomeException;

    /**
     * Writes one and flushes.
     *
     * @param frame to write, with at most {@link NoiseFrames#MOST_BODY} bytes
     * @throws IOException when the stream does not take it
     */
    void write(Frame frame) throws IOException;
}
