package alan.itests;

import alan.testing.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a node holds.
 *
 * @param memory resident set of it and its children, in bytes, after a collection
 * @param threads of its process, native ones too
 * @param handles open files and sockets of its process
 * @param files under the folders for what is passing
 * @param children processes
 */
record Footprint(long memory, int threads, int handles, int files, int children) {

    /** {@return what is held now} @param data the node's data folder; files are counted in its folders for what is passing, and in that for temporary files */
    static Footprint now(Path data) throws IOException {
        System.gc();
        return of(ProcessHandle.current().pid(), List.of(Path.of(System.getProperty("java.io.tmpdir")), data.resolve("cache"), data.resolve("run")));
    }

    /** {@return what a node in another process holds now} @param pid of its process @param data its data folder, which it has its temporary files in, too */
    static Footprint of(long pid, Path data) throws Exception {
        Process collection = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
        if (collection.waitFor() != 0) {
            throw new IOException("jcmd could not have process " + pid + " collect its garbage.");
        }
        return of(pid, List.of(data.resolve("cache"), data.resolve("run")));
    }

    private static Footprint of(long pid, List<Path> folders) throws IOException {
        int files = 0;
        for (Path folder : folders) {
            files += files(folder);
        }
        Path process = Path.of("/proc", String.valueOf(pid));
        return new Footprint(Memory.residentWithChildren(pid), count(process.resolve("task")), count(process.resolve("fd")), files, Memory.children(pid).size());
    }

    /** {@return how much more memory this is, as a share} @param before an earlier one */
    double growth(Footprint before) {
        return (memory - before.memory) / (double) before.memory;
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return (int) entries.count();
        }
    }

    private static int files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return (int) all.filter(Files::isRegularFile).count();
        } catch (NoSuchFileException | java.io.UncheckedIOException e) {
            // Something was deleted meanwhile: look again.
            return Files.exists(folder) ? files(folder) : 0;
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f MB, %d threads, %d handles, %d files, %d child processes",
                memory / 1e6, threads, handles, files, children);
    }
}
