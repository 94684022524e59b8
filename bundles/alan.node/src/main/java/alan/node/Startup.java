package alan.node;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/**
 * What this process was started with, by the launcher's framework properties.
 *
 * @param context of a bundle
 * @param pid of the configuration whose keys the command line may give
 */
public record Startup(BundleContext context, String pid) {
    /** {@code true} for a headless node. */
    private static final String NODE = "alan.node";
    /** The command line of a node that runs one command. */
    private static final String RUN = "alan.run";

    /** {@return whether it runs one command, and serves nobody} */
    public boolean runsOneCommand() {
        return context.getProperty(RUN) != null;
    }

    /** {@return whether it is to serve: a headless node does, a shell where somebody configured that, and what runs one command never} @param configured whether somebody did */
    public boolean serves(boolean configured) {
        return !runsOneCommand() && (Boolean.parseBoolean(context.getProperty(NODE)) || configured);
    }

    /** {@return what the command line says for a key, which goes before the file} @param key of the configuration @param configured what the file says */
    public String option(String key, String configured) {
        String option = context.getProperty(pid + "." + key);
        return option == null ? configured : option;
    }

    /** {@return the bundle's version for people, such as {@code 0.1.0}} */
    public String version() {
        Version version = context.getBundle().getVersion();
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }
}
