package alan.watermark;

import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.watermark.Mark;
import alan.api.watermark.Watermark;
import alan.api.watermark.Watermark.Detection;
import alan.audio.FfmpegAudioFiles;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Measures marks on a folder of sound files: how often they are found after what, how far below the sound they are, and what it costs. */
final class MarkBenchmark {
    private static final double[] SHORT = {2, 3, 4};

    private final AudioFiles files;
    private final Watermark watermark = new SpreadSpectrumWatermark();
    private final Random random = new Random(1);
    private final Map<String, int[]> counts = new LinkedHashMap<>();
    private final List<Double> levels = new ArrayList<>();
    private final List<Double> frames = new ArrayList<>();
    private double markCpu;
    private double markSeconds;
    private double detectCpu;
    private double detectSeconds;

    private MarkBenchmark(AudioFiles files) {
        this.files = files;
    }

    /**
     * Measures and prints.
     *
     * @param args folder of sound files, of which those longer than five seconds count; marked clips of each, of a random place each; seconds from one unmarked
     *     clip to the next, if those are to be tried, too
     */
    public static void main(String[] args) throws Exception {
        Path libraries = Files.createTempDirectory("benchmark");
        MarkBenchmark benchmark = new MarkBenchmark(new FfmpegAudioFiles(libraries, 0));
        List<Path> sounds;
        try (Stream<Path> all = Files.list(Path.of(args[0]))) {
            sounds = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path each : sounds) {
            Pcm sound = benchmark.files.read(each, 0);
            if (sound.seconds() > 5) {
                benchmark.marked(sound, Integer.parseInt(args[1]));
                if (args.length > 2) {
                    benchmark.unmarked(sound, Double.parseDouble(args[2]));
                }
            }
        }
        benchmark.print();
    }

    private void marked(Pcm sound, int clips) throws Exception {
        if (clips == 0) {
            return;
        }
        Mark mark = new Mark(random.nextInt(1 << Mark.INSTALLATION_BITS), random.nextInt(1 << Mark.SERIAL_BITS));
        double begin = cpu();
        Pcm marked = Sounds.mark(watermark, sound, mark);
        markCpu += cpu() - begin;
        markSeconds += sound.seconds();
        measure(sound, marked);
        for (int i = 0; i < clips; i++) {
            Pcm clip = clip(marked, 5);
            for (Map.Entry<String, Pcm> attacked : Attacks.all(files, clip, random).entrySet()) {
                count(attacked.getKey(), detect(attacked.getValue()), mark);
            }
            for (double seconds : SHORT) {
                Pcm shorter = clip(marked, seconds);
                count(seconds + " s", detect(shorter), mark);
                count(seconds + " s, opus 32 kbit/s", detect(Transcoder.opus(files, shorter, 32_000)), mark);
            }
        }
    }

    private void unmarked(Pcm sound, double step) throws Exception {
        for (int from = 0; from + 5 * sound.sampleRate() <= sound.samples().length; from += (int) (step * sound.sampleRate())) {
            count("unmarked", detect(sound.slice(from, from + 5 * sound.sampleRate())), null);
        }
    }

    private void measure(Pcm sound, Pcm marked) {
        float[] difference = Attacks.difference(marked.samples(), sound.samples());
        levels.add(Attacks.level(sound.samples(), difference));
        int frame = sound.sampleRate() / 50;
        for (int from = 0; from + frame <= difference.length; from += frame) {
            double here = Attacks.energy(sound.samples(), from, from + frame);
            double added = Attacks.energy(difference, from, from + frame);
            if (here / frame > 1e-5 && added > 0) {
                frames.add(10 * Math.log10(here / added));
            }
        }
    }

    private Pcm clip(Pcm sound, double seconds) {
        int length = (int) (seconds * sound.sampleRate());
        int from = random.nextInt(sound.samples().length - length);
        return sound.slice(from, from + length);
    }

    private Optional<Mark> detect(Pcm clip) throws Exception {
        double begin = cpu();
        Optional<Mark> found = watermark.detect(clip).map(Detection::mark);
        detectCpu += cpu() - begin;
        detectSeconds += clip.seconds();
        return found;
    }

    private void count(String what, Optional<Mark> found, Mark mark) {
        int[] count = counts.computeIfAbsent(what, any -> new int[3]);
        count[0]++;
        count[found.isEmpty() ? 1 : found.get().equals(mark) ? 2 : 1]++;
        if (found.isPresent() && !found.get().equals(mark)) {
            System.out.println("FALSE: " + what + " " + found.get());
        }
    }

    private static double mean(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    private void print() {
        counts.forEach((what, count) -> System.out.printf("%-22s found %4d of %4d%n", what, count[2], count[0]));
        if (!levels.isEmpty()) {
            frames.sort(null);
            System.out.printf("below the sound, file by file: mean %.1f dB, least %.1f dB; in frames of 20 ms: mean %.1f dB, 5 %% are below %.1f dB%n",
                    mean(levels), Collections.min(levels), mean(frames), frames.get(frames.size() / 20));
            System.out.printf("processor seconds a second of sound: marking %.4f%n", markCpu / markSeconds);
        }
        System.out.printf("processor seconds a second of sound: detecting %.4f%n", detectCpu / detectSeconds);
    }
}
