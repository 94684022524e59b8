package alan.shell.command;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The machine that did it.
 *
 * @param os its operating system
 * @param architecture such as {@code amd64}
 * @param cores that Java may use
 * @param memory in bytes; {@code null} if not known
 * @param heap the most that Java takes for its objects, in bytes
 * @param java version of Java
 * @param vm whose it is
 */
record Machine(String os, String architecture, int cores, Long memory, long heap, String java, String vm) {
    /** {@return this one} */
    static Machine here() {
        return new Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                totalMemory(),
                Runtime.getRuntime().maxMemory(),
                System.getProperty("java.version"),
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.name"));
    }

    /** {@return the memory that there is, a container's limit included, in bytes; {@code null} if not known} */
    static Long totalMemory() {
        try {
            // By name, for the interface that has it belongs to one make of JVM only.
            return (Long) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "TotalMemorySize");
        } catch (JMException e) {
            return null;
        }
    }
}
