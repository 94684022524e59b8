package alan.stt.whisper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The other threads that OpenMP has given the thread that computes, as Linux shows them: they carry its name, since a native
 * thread inherits that from the one that made it.
 */
final class Team {
    private final int others;
    private final Path proc;

    /** @param threads that compute, with the one that asks */
    Team(int threads) {
        this(threads, Path.of("/proc"));
    }

    /** @param threads that compute, with the one that asks @param proc the {@code proc} file system */
    Team(int threads, Path proc) {
        this.others = threads - 1;
        this.proc = proc;
    }

    /**
     * Asked by the thread that computes: whether all others wait for it. They are looked at twice, as the one that ends a wait
     * says so first and wakes the others then: in between, one can seem to sleep that has been released already.
     *
     * @return {@code false} also if that cannot be seen here
     */
    boolean sleeps() {
        try {
            if (others <= 0) {
                return true;
            }
            List<Path> team = members();
            return team.size() >= others && allSleep(team) && allSleep(team);
        } catch (IOException | DirectoryIteratorException e) {
            // A thread has ended meanwhile, or this system shows no threads.
            return false;
        }
    }

    /** OpenMP ends and makes threads as it needs them, so they are looked for each time. */
    private List<Path> members() throws IOException {
        Path self = proc.resolve("thread-self").toRealPath();
        String name = Files.readString(self.resolve("comm"));
        List<Path> team = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(self.getParent())) {
            for (Path thread : threads) {
                if (!thread.equals(self) && Files.readString(thread.resolve("comm")).equals(name)) {
                    team.add(thread.resolve("stat"));
                }
            }
        }
        return team;
    }

    private static boolean allSleep(List<Path> team) throws IOException {
        for (Path stat : team) {
            String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
            // The name, in brackets, can hold anything.
            if (line.charAt(line.lastIndexOf(')') + 2) != 'S') {
                return false;
            }
        }
        return true;
    }
}
