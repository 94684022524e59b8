package alan.models;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The machine that Alan runs on. */
final class Machine {
    private Machine() {}

    /** {@return its memory, or what the container that Alan runs in may take of it, in bytes} */
    static long memory() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }
}
