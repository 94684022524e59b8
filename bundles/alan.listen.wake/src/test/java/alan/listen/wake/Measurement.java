package alan.listen.wake;

import alan.api.audio.Pcm;
import alan.api.listen.WakeWord.Detection;
import alan.api.listen.WakeWord.Detector;
import alan.testing.Wav;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Measures how often wake words are heard when they are said, how often when they are not, and what listening costs. {@code docs/ARCHITECTURE.md} has the
 * figures.
 */
final class Measurement {
    private static final double[] THRESHOLDS = {0.3, 0.5, 0.7};

    private static final List<Way> WAYS = List.of(
            new Way("alone", "%s!", 60, 1),
            new Way("alone, noise 15 dB below", "%s!", 15, 1),
            new Way("alone, noise 5 dB below", "%s!", 5, 1),
            new Way("alone, 30 dB softer", "%s!", 60, Math.pow(10, -30 / 20.0)),
            new Way("before a question", "%s, what time is it?", 60, 1));

    private Measurement() {}

    /**
     * Prints figures.
     *
     * @param args {@code words FOLDER}: how often each word is heard, said by all English voices of Kokoro's whose files are in the folder, and by Piper's
     *     joe; {@code others FOLDER…}: how often words are heard in the wav files of a folder, in which nobody says them, and in silence, noise and music;
     *     {@code read VOICE LANGUAGE FILE MINUTES FOLDER}: makes such a folder, out of a text; {@code cost}: processor time
     */
    public static void main(String[] args) throws Exception {
        OpenWakeWord engine = Ears.engine();
        engine.load();
        switch (args[0]) {
            case "words" -> words(engine, Path.of(args[1]));
            case "others" -> others(engine, List.of(args).subList(1, args.length));
            case "read" -> read(args[1], args[2], Path.of(args[3]), Double.parseDouble(args[4]), Path.of(args[5]));
            case "cost" -> cost(engine);
            default -> throw new IllegalArgumentException(args[0]);
        }
        engine.unload();
    }

    /** {@return what is heard, by threshold} The networks run once for all of them. */
    private static Map<Double, List<Detection>> heard(OpenWakeWord engine, Pcm sound) throws Exception {
        Map<Double, List<Detection>> heard = new TreeMap<>();
        Map<String, Trigger> triggers = new TreeMap<>();
        for (double threshold : THRESHOLDS) {
            heard.put(threshold, new ArrayList<>());
            Ears.ALL.forEach(name -> triggers.put(name + threshold, new Trigger(threshold, 25)));
        }
        StreamDetector.Watcher watcher = (name, frame, score) -> heard.forEach((threshold, found) -> {
            if (triggers.get(name + threshold).said(frame, score)) {
                found.add(new Detection(name, frame * Frames.FRAME, score));
            }
        });
        try (Detector detector = engine.open(Ears.ALL, 0.5, watcher)) {
            detector.hear(sound.samples());
        }
        return heard;
    }

    private static Map<String, Path> voices(Path folder) throws Exception {
        Map<String, Path> voices = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().matches("[ab][fm]_\\w+\\.bin")).forEach(file -> voices.put(file.getFileName().toString(), file));
        }
        return voices;
    }

    /** How a word is said and comes to the ear: the noise so many decibels below it, then all of it louder or softer. */
    private record Way(String name, String text, double noise, double gain) {}

    /** How often a word was said, heard, heard twice, and taken for another. */
    private static final class Count {
        private int said;
        private int heard;
        private int twice;
        private int another;
        private final Set<String> missed = new TreeSet<>();

        void add(String voice, String id, List<Detection> found) {
            long right = found.stream().filter(each -> each.name().equals(id)).count();
            said++;
            heard += right > 0 ? 1 : 0;
            twice += right > 1 ? 1 : 0;
            another += found.size() > right ? 1 : 0;
            if (right == 0) {
                missed.add(voice);
            }
        }

        @Override
        public String toString() {
            return String.format("%d of %d (%.0f %%), twice %d, another word %d, missed %s", heard, said, 100.0 * heard / said, twice, another, missed);
        }
    }

    private static void words(OpenWakeWord engine, Path folder) throws Exception {
        Map<String, Path> files = voices(folder);
        List<String> voices = new ArrayList<>(files.keySet().stream().map(file -> file.replace(".bin", "")).toList());
        for (int seed = 0; seed < 12; seed++) {
            voices.add(Readers.JOE + " " + seed);
        }
        List<Double> delays = new ArrayList<>();
        try (Readers readers = new Readers(Path.of("target", "measurement")).with(files)) {
            for (Way way : WAYS) {
                Map<String, Count> counts = new TreeMap<>();
                for (String voice : voices) {
                    for (String id : Ears.ALL) {
                        String[] who = voice.split(" ");
                        Pcm said = readers.say(who[0], "en", String.format(way.text(), Words.phrase(id)), who.length > 1 ? Integer.parseInt(who[1]) : 0);
                        Pcm around = Ears.joined(Ears.room(2, 0.001), said, Ears.room(1, 0.001));
                        heard(engine, Ears.noisy(around, Ears.level(said) * Math.pow(10, -way.noise() / 20), way.gain())).forEach((threshold, found) -> {
                            counts.computeIfAbsent(id + ", " + way.name() + ", at " + threshold, key -> new Count()).add(voice, id, found);
                            if (threshold == 0.5 && way == WAYS.get(0)) {
                                found.forEach(each -> delays.add((each.samples() - 32_000 - end(said)) / 16.0));
                            }
                        });
                    }
                }
                counts.forEach((what, count) -> System.out.println(what + ": " + count));
            }
        }
        delays.sort(null);
        System.out.printf("known after the end of the word, ms: least %.0f, median %.0f, 90 %% %.0f, most %.0f%n", delays.get(0), delays.get(delays.size() / 2),
                delays.get(delays.size() * 9 / 10), delays.get(delays.size() - 1));
    }

    /** {@return the last sample that is louder than 40 dB below the loudest} */
    private static int end(Pcm said) {
        float most = 0;
        for (float sample : said.samples()) {
            most = Math.max(most, Math.abs(sample));
        }
        int end = said.samples().length;
        while (end > 0 && Math.abs(said.samples()[end - 1]) < most / 100) {
            end--;
        }
        return end;
    }

    private static void others(OpenWakeWord engine, List<String> folders) throws Exception {
        for (String folder : folders) {
            List<Pcm> sounds = new ArrayList<>();
            List<String> names = new ArrayList<>();
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".wav")).sorted().toList()) {
                    try {
                        sounds.add(Resampled.of(Wav.read(file), Ears.RATE));
                        names.add(file.toString());
                    } catch (java.io.IOException e) {
                        System.out.println("left out: " + file);
                    }
                }
            }
            report(engine, folder, sounds, names);
        }
        report(engine, "digital silence", List.of(Ears.room(600, 0)), List.of("silence"));
        report(engine, "faint noise", List.of(Ears.room(600, 0.001)), List.of("faint"));
        report(engine, "loud noise", List.of(Ears.room(600, 0.2)), List.of("loud"));
        report(engine, "music", List.of(Ears.music(1_800)), List.of("music"));
    }

    private static void report(OpenWakeWord engine, String what, List<Pcm> sounds, List<String> names) throws Exception {
        double hours = sounds.stream().mapToDouble(Pcm::seconds).sum() / 3_600;
        List<Map<Double, List<Detection>>> all = new ArrayList<>();
        for (Pcm sound : sounds) {
            all.add(heard(engine, sound));
        }
        for (double threshold : THRESHOLDS) {
            List<String> found = new ArrayList<>();
            for (int i = 0; i < sounds.size(); i++) {
                for (Detection detection : all.get(i).get(threshold)) {
                    found.add(String.format("%s %.2f in %s at %.1f s", detection.name(), detection.score(), names.get(i), detection.milliseconds() / 1e3));
                }
            }
            System.out.printf("%s, %.2f h, at %.1f: %d (%.2f an hour) %s%n", what, hours, threshold, found.size(), found.size() / hours, found);
        }
    }

    private static void read(String voice, String language, Path text, double minutes, Path folder) throws Exception {
        Files.createDirectories(folder);
        String[] sentences = Files.readString(text).replaceAll("[`*|#_\\[\\]()]", " ").split("(?<=[.!?:;])\\s+|\\n\\s*\\n");
        double seconds = 0;
        try (Readers readers = new Readers(Path.of("target", "measurement"))) {
            for (int i = 0; i < sentences.length && seconds < minutes * 60; i++) {
                String sentence = sentences[i].replaceAll("\\s+", " ").strip();
                if (sentence.length() > 20 && sentence.length() < 300) {
                    Pcm said = readers.say(voice, language, sentence, i);
                    seconds += said.seconds();
                    Wav.write(folder.resolve(voice + "-" + i + ".wav"), said);
                }
            }
        }
        System.out.printf("%.1f min%n", seconds / 60);
    }

    private static void cost(OpenWakeWord engine) throws Exception {
        Pcm minute = Ears.joined(Ears.music(30), Ears.room(30, 0.01));
        for (Set<String> names : List.of(Set.of("hey_jarvis"), Ears.ALL)) {
            for (int round = 0; round < 4; round++) {
                long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                long wall = System.nanoTime();
                Ears.hear(engine, names, minute);
                System.out.printf("%d words: %.4f processor seconds a second of sound, %.4f s by the clock%n", names.size(),
                        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 60e9, (System.nanoTime() - wall) / 60e9);
            }
        }
    }
}
