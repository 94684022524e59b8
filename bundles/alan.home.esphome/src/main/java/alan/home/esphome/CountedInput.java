package alan.home.esphome;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Takes note that something came: pings are answered elsewhere, and are signs of life all the same. */
final class CountedInput extends FilterInputStream {
    private final Runnable onInput;

    /** @param in the stream @param onInput told after each read */
    CountedInput(InputStream in, Runnable onInput) {
        super(in);
        this.onInput = onInput;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        onInput.run();
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        onInput.run();
        return read;
    }
}
