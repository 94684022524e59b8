package alan.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Memory of processes as Linux counts it, native memory included. */
public final class Memory {
    private static final String RESIDENT = "VmRSS:";

    private Memory() {}

    /** {@return the resident set of this process, in bytes} @throws IOException where there is no {@code /proc} */
    public static long resident() throws IOException {
        return resident(ProcessHandle.current().pid());
    }

    /**
     * {@return the resident set of a process, in bytes; 0 for one that has ended and waits to be collected}
     *
     * @param pid of the process
     * @throws IOException when there is no such process, or no {@code /proc}
     */
    public static long resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
            if (line.startsWith(RESIDENT)) {
                return 1024 * Long.parseLong(line.substring(RESIDENT.length()).replace("kB", "").strip());
            }
        }
        return 0;
    }

    /** {@return the resident sets of this process and of all that it has started, together, in bytes} @throws IOException as {@link #resident(long)} */
    public static long residentWithChildren() throws IOException {
        return residentWithChildren(ProcessHandle.current().pid());
    }

    /** {@return the resident sets of a process and of all that it has started, together, in bytes} @param pid of the process @throws IOException as {@link #resident(long)} */
    public static long residentWithChildren(long pid) throws IOException {
        long sum = resident(pid);
        for (ProcessHandle descendant : ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).toList()) {
            try {
                sum += resident(descendant.pid());
            } catch (NoSuchFileException e) {
                // It has ended since it was listed.
            }
        }
        return sum;
    }

    /** {@return the processes that a process has started itself and that still run} @param pid of the process */
    public static List<Long> children(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
    }

    /** {@return the processes that this one has started and that still run} */
    public static List<Long> children() {
        return children(ProcessHandle.current().pid());
    }
}
