package alan.shell.output;

import java.io.PrintStream;
import java.util.function.Consumer;

/** Shows how loud a microphone hears: a bar from -60 dB to full scale, drawn over ten times a second; nothing where no person watches. */
public final class LevelMeter implements Consumer<float[]> {
    private static final int WIDTH = 40;
    private static final double LOWEST = -60;
    /** From here on, speech has no room for its peaks. */
    private static final double HOT = -6;

    private final PrintStream out;
    private final boolean terminal;
    private final int every;
    private int samples;
    private float peak;

    /**
     * @param out where to
     * @param terminal whether a line can be drawn over
     * @param sampleRate of what is heard, in Hz
     */
    public LevelMeter(PrintStream out, boolean terminal, int sampleRate) {
        this.out = out;
        this.terminal = terminal;
        this.every = sampleRate / 10;
    }

    @Override
    public void accept(float[] block) {
        for (float sample : block) {
            peak = Math.max(peak, Math.abs(sample));
        }
        samples += block.length;
        if (terminal && samples >= every) {
            out.print("\r" + bar(20 * Math.log10(Math.max(peak, 1e-6))));
            out.flush();
            samples = 0;
            peak = 0;
        }
    }

    /** {@return a bar} @param level of the loudest sample in dB below full scale, negative */
    static String bar(double level) {
        int full = (int) Math.max(0, Math.min(WIDTH, Math.round(WIDTH * (1 - level / LOWEST))));
        int hot = (int) Math.round(WIDTH * (1 - HOT / LOWEST));
        return "#".repeat(Math.min(full, hot)) + "!".repeat(Math.max(0, full - hot)) + ".".repeat(WIDTH - full) + String.format(" %4.0f dB", level);
    }

    /** Takes the bar away. */
    public void clear() {
        if (terminal) {
            out.print("\r" + " ".repeat(WIDTH + 10) + "\r");
        }
    }
}
