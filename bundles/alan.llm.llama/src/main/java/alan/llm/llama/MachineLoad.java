package alan.llm.llama;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the machine is at work on something else, so that what is measured now would not hold tomorrow. */
interface MachineLoad {
    /** As the system says it. */
    MachineLoad REAL = processors -> running() > processors / 4.0;

    /** {@return whether others want more than a quarter of the processors} @param processors of this machine */
    boolean busy(int processors);

    /**
     * {@return threads that ran or could run, this one not counted: on average over a fifth of a second on Linux, over a minute elsewhere; negative
     * if not known}
     */
    private static double running() {
        int samples = 20;
        double sum = 0;
        try {
            for (int i = 0; i < samples; i++) {
                // 0.20 0.18 0.12 2/270 11206: averages, running/all, last pid.
                String counts = Files.readString(Path.of("/proc/loadavg")).split(" ")[3];
                sum += Integer.parseInt(counts.substring(0, counts.indexOf('/'))) - 1;
                Thread.sleep(10);
            }
        } catch (IOException | RuntimeException notLinux) {
            return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return sum / samples;
    }
}
