package alan.enrol;

import alan.api.audio.Pcm;
import alan.api.listen.VoiceActivity;
import alan.api.listen.VoiceActivity.Speech;
import alan.api.voice.Finding;
import alan.enrol.quality.Quality;
import alan.enrol.segments.Cutter;
import alan.enrol.sound.Levels;
import alan.enrol.sound.SpokenSound;
import alan.enrol.text.Lists;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * Draws what the guide to voices shows: a recording as Alan sees it, with its level, its noise and the segments that become of it; the same with what often
 * goes wrong; and what a model's window is used for. Everything in it is measured by the code that measures recordings.
 */
final class VoicePicture {
    private static final int WIDTH = 900;
    private static final int LEFT = 60;
    private static final int PANEL = 110;
    private static final int GAP = 56;
    /** The level at the bottom of a panel, in dB below full scale. */
    private static final double FLOOR = -90;
    private static final Color SOUND = new Color(0x60, 0x80, 0xA0);
    private static final Color GOOD = new Color(0x20, 0x80, 0x40);
    private static final Color BAD = new Color(0xB0, 0x30, 0x20);
    private static final Color[] SEGMENTS = {new Color(0xE4, 0xEE, 0xE4), new Color(0xEC, 0xEC, 0xF6)};
    /** Of CSM (docs/csm.md). */
    private static final double WINDOW_SECONDS = 2048 / 12.5;
    private static final double CONVERSATION_SECONDS = 45;

    private final Studio studio;
    private Graphics2D graphics;
    private int top = GAP;

    private VoicePicture(Studio studio) {
        this.studio = studio;
    }

    /** @param args PNG file to be written */
    public static void main(String[] args) throws Exception {
        try (Studio studio = new Studio(Path.of("target", "studio"))) {
            ImageIO.write(new VoicePicture(studio).draw(), "png", Path.of(args[0]).toFile());
        }
    }

    private BufferedImage draw() throws Exception {
        Pcm clean = studio.recording(Studio.JOE, "en", Lists.lines(Locale.ENGLISH).subList(0, 6));
        List<Pcm> sounds = List.of(clean, Defects.gain(clean, -28), Defects.clipped(clean, 10, 0), Defects.noisy(clean, 18), Defects.echoing(clean, 0.9, -3));
        List<String> titles = List.of("A good recording", "Too quiet", "Too loud: cut off at full scale", "A noisy room", "A room that echoes");
        BufferedImage image = new BufferedImage(LEFT + WIDTH + 20, GAP + sounds.size() * (PANEL + GAP) + PANEL / 2 + 14, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int i = 0; i < sounds.size(); i++) {
            recording(titles.get(i), sounds.get(i));
        }
        window();
        graphics.dispose();
        return image;
    }

    private void recording(String title, Pcm pcm) throws Exception {
        Pcm listening = studio.files().resample(pcm, VoiceActivity.SAMPLE_RATE);
        SpokenSound sound = new SpokenSound(pcm, listening, studio.silero().find(listening));
        List<Finding> findings = Quality.findings(Quality.measures(sound)).stream().filter(each -> each.kind() != Finding.Kind.SHORT).toList();
        String said = findings.isEmpty() ? "nothing to mend" : findings.stream().map(each -> each.sentence().toString()).collect(Collectors.joining(" "));
        graphics.setColor(Color.BLACK);
        graphics.drawString(title, LEFT, top - 22);
        graphics.setColor(findings.isEmpty() ? GOOD : BAD);
        graphics.drawString(said, LEFT, top - 7);
        List<Speech> segments = new Cutter(sound, stretch -> List.of()).cut().kept();
        segments(sound, segments);
        levels(sound);
        lengths(sound, segments);
        line(Levels.decibels(sound.level()), "speech", GOOD);
        line(Levels.decibels(sound.noise()), "noise", BAD);
        axis(listening.seconds());
        top += PANEL + GAP;
    }

    private void segments(SpokenSound sound, List<Speech> segments) {
        double scale = WIDTH / (double) sound.listening().samples().length;
        for (int i = 0; i < segments.size(); i++) {
            int from = LEFT + (int) (segments.get(i).from() * scale);
            int width = (int) ((segments.get(i).to() - segments.get(i).from()) * scale);
            graphics.setColor(SEGMENTS[i % 2]);
            graphics.fillRect(from, top, width, PANEL);
        }
    }

    private void lengths(SpokenSound sound, List<Speech> segments) {
        double rate = sound.listening().sampleRate();
        for (int i = 0; i < segments.size(); i++) {
            Speech each = segments.get(i);
            int middle = LEFT + (int) ((each.from() + each.to()) / 2 * (double) WIDTH / sound.listening().samples().length);
            String text = String.format(Locale.ROOT, "%d: %.1f s", i + 1, (each.to() - each.from()) / rate);
            int width = graphics.getFontMetrics().stringWidth(text);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(middle - width / 2 - 4, top + PANEL - 41, width + 8, 17);
            graphics.setColor(Color.BLACK);
            graphics.drawString(text, middle - width / 2, top + PANEL - 28);
        }
    }

    private void levels(SpokenSound sound) {
        graphics.setColor(SOUND);
        double[] powers = sound.powers();
        for (int x = 0; x < WIDTH; x++) {
            double most = 0;
            for (int i = x * powers.length / WIDTH; i <= Math.min(powers.length - 1, (x + 1) * powers.length / WIDTH); i++) {
                most = Math.max(most, powers[i]);
            }
            graphics.drawLine(LEFT + x, y(Levels.decibels(most)), LEFT + x, top + PANEL);
        }
    }

    private int y(double decibels) {
        return top + (int) (PANEL * Math.max(0, Math.min(1, decibels / FLOOR)));
    }

    private void line(double decibels, String what, Color color) {
        graphics.setColor(color);
        graphics.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {6, 4}, 0));
        graphics.drawLine(LEFT, y(decibels), LEFT + WIDTH, y(decibels));
        graphics.setStroke(new BasicStroke(1));
        graphics.drawString(what, 12, Math.min(top + PANEL - 12, Math.max(top + 24, y(decibels) + 4)));
    }

    private void axis(double seconds) {
        graphics.setColor(Color.BLACK);
        graphics.drawString("0 dB", 12, top + 10);
        graphics.drawString((int) FLOOR + " dB", 12, top + PANEL);
        for (int second = 0; second < seconds; second += 5) {
            graphics.drawString(second + " s", LEFT + (int) (second / seconds * WIDTH), top + PANEL + 13);
        }
    }

    /** One bar for a model's window, as it is shared out. */
    private void window() {
        graphics.setColor(Color.BLACK);
        graphics.drawString(String.format(Locale.ROOT, "What CSM hears before it speaks: 2,048 positions, %.0f s of sound, texts included", WINDOW_SECONDS), LEFT, top - 7);
        double voice = WINDOW_SECONDS / 2;
        List<String> parts = new ArrayList<>(List.of(
                String.format(Locale.ROOT, "the voice: its best segments, up to %.0f s", voice),
                String.format(Locale.ROOT, "the conversation: up to %.0f s", CONVERSATION_SECONDS),
                String.format(Locale.ROOT, "the sentence: %.0f s", WINDOW_SECONDS - voice - CONVERSATION_SECONDS)));
        double[] seconds = {voice, CONVERSATION_SECONDS, WINDOW_SECONDS - voice - CONVERSATION_SECONDS};
        Color[] colors = {SEGMENTS[0], SEGMENTS[1], new Color(0xF6, 0xEC, 0xDC)};
        double at = 0;
        for (int i = 0; i < seconds.length; i++) {
            int from = LEFT + (int) (at / WINDOW_SECONDS * WIDTH);
            int width = (int) (seconds[i] / WINDOW_SECONDS * WIDTH) - 2;
            graphics.setColor(colors[i]);
            graphics.fillRect(from, top, width, PANEL / 2);
            graphics.setColor(Color.BLACK);
            graphics.drawString(parts.get(i), from + 8, top + PANEL / 4 + 4);
            at += seconds[i];
        }
    }
}
