package alan.audio;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Writes a sound file onto a file system made for it, in a process that has mounts of its own, so no permission of this one is needed. */
final class SmallDisk {
    private SmallDisk() {}

    /**
     * {@return what was said, in English and in Spanish, and then the names of the files that are there; a line each}
     *
     * @param folder is hidden by the mount while it lasts
     * @param options of the mount, as {@code size=1m}
     * @param ending of the sound file
     */
    static List<String> write(Path folder, String options, String ending) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder("unshare", "--map-root-user", "--mount", "sh", "-c",
                "mount -t tmpfs -o \"$1\" tmpfs \"$0\" && shift && exec \"$@\"",
                folder.toString(), options, java, "-cp", System.getProperty("java.class.path"), SmallDisk.class.getName(),
                folder.resolve("a" + ending).toString(), Path.of("target", "javacpp").toAbsolutePath().toString())
                .redirectError(new File("/dev/null")).start();
        List<String> lines = process.inputReader().lines().toList();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("the process with a small disk ended with " + process.exitValue());
        }
        return lines;
    }

    /** Ninety seconds of noise: more than 256 KiB in every format. @param args the file, and the folder of FFmpeg's libraries */
    public static void main(String... args) throws IOException {
        Path file = Path.of(args[0]);
        float[] noise = new float[90 * 24000];
        Random random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextFloat() - 0.5f;
        }
        try {
            new FfmpegAudioFiles(Path.of(args[1]), 0).write(file, new Pcm(24000, noise));
            System.out.println("written");
        } catch (AlanException e) {
            System.out.println(e.getMessage());
            System.out.println(e.text().say(Locale.forLanguageTag("es")));
        }
        try (Stream<Path> left = Files.list(file.getParent())) {
            left.forEach(each -> System.out.println(each.getFileName()));
        }
    }
}
