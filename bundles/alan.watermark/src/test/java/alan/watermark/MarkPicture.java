package alan.watermark;

import alan.api.audio.Pcm;
import alan.api.watermark.Mark;
import alan.fourier.RealFourier;
import alan.testing.Wav;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Draws spectrograms of speech, of the same marked, and of what was added, one below the other, on one scale. */
final class MarkPicture {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 130;
    private static final int LEFT = 52;
    private static final int GAP = 22;
    private static final int SIZE = 1024;
    private static final double HIGHEST = 8000;

    /** What is white, in decibels below the loudest. */
    private static final double RANGE = 80;

    private final Pcm sound;
    private double loudest;

    private MarkPicture(Pcm sound) {
        this.sound = sound;
    }

    /** @param args wav file of a few seconds of speech at 16 kHz or more, PNG file to be written */
    public static void main(String[] args) throws Exception {
        Pcm sound = Wav.read(Path.of(args[0]));
        ImageIO.write(new MarkPicture(sound.slice(0, 5 * sound.sampleRate())).draw(), "png", Path.of(args[1]).toFile());
    }

    private BufferedImage draw() throws Exception {
        float[] marked = Sounds.mark(new SpreadSpectrumWatermark(), sound, new Mark(51_413, 12)).samples();
        double[][] plain = spectrogram(sound.samples());
        for (double[] column : plain) {
            for (double each : column) {
                loudest = Math.max(loudest, each);
            }
        }
        BufferedImage image = new BufferedImage(LEFT + WIDTH + 8, 3 * (HEIGHT + GAP) + 22, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        panel(image, graphics, 0, "speech", plain);
        panel(image, graphics, 1, "the same, marked", spectrogram(marked));
        float[] difference = Attacks.difference(marked, sound.samples());
        panel(image, graphics, 2, String.format(java.util.Locale.ROOT, "what was added: %.1f dB below the speech", Attacks.level(sound.samples(), difference)),
                spectrogram(difference));
        graphics.setColor(Color.BLACK);
        for (int second = 0; second <= (int) sound.seconds(); second++) {
            graphics.drawString(second + " s", LEFT + (int) (second / sound.seconds() * (WIDTH - 18)), image.getHeight() - 8);
        }
        graphics.dispose();
        return image;
    }

    private void panel(BufferedImage image, Graphics2D graphics, int number, String title, double[][] columns) {
        int top = number * (HEIGHT + GAP) + GAP;
        graphics.setColor(Color.BLACK);
        graphics.drawString(title, LEFT, top - 6);
        graphics.drawString("8 kHz", 8, top + 10);
        graphics.drawString("0", 36, top + HEIGHT);
        for (int x = 0; x < WIDTH; x++) {
            for (int y = 0; y < HEIGHT; y++) {
                double below = 10 * Math.log10((columns[x][HEIGHT - 1 - y] + 1e-20) / loudest);
                int grey = 17 * (int) Math.max(0, Math.min(15, -below / RANGE * 16)); // few shades make a small file
                image.getRaster().setSample(LEFT + x, top + y, 0, grey);
            }
        }
    }

    /** {@return energies, [WIDTH][HEIGHT], the lowest frequency first} */
    private double[][] spectrogram(float[] samples) {
        double[][] columns = new double[WIDTH][HEIGHT];
        RealFourier fourier = new RealFourier(SIZE);
        for (int x = 0; x < WIDTH; x++) {
            double[] frame = new double[SIZE];
            int begin = (int) ((long) x * samples.length / WIDTH) - SIZE / 2;
            for (int i = 0; i < SIZE; i++) {
                double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE);
                frame[i] = begin + i < 0 || begin + i >= samples.length ? 0 : window * samples[begin + i];
            }
            fourier.forward(frame);
            for (int y = 0; y < HEIGHT; y++) {
                int from = (int) (y * HIGHEST / HEIGHT * SIZE / sound.sampleRate());
                int to = (int) ((y + 1) * HIGHEST / HEIGHT * SIZE / sound.sampleRate());
                for (int bin = Math.max(1, from); bin <= Math.min(to, SIZE / 2 - 1); bin++) {
                    columns[x][y] = Math.max(columns[x][y], RealFourier.power(frame, bin));
                }
            }
        }
        return columns;
    }
}
