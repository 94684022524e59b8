package alan.config;

import java.util.Map;
import org.apache.felix.metatype.AD;

/**
 * What a PID can be configured with.
 *
 * @param pid of a component, or factory PID
 * @param factory whether there may be many of it, each in a file {@code PID-NAME.cfg}
 * @param keys what is said about each key
 */
record Designation(String pid, boolean factory, Map<String, AD> keys) {}
