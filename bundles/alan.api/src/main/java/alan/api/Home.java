package alan.api;

/**
 * Names of the framework properties that say where this node keeps its things. The launcher always sets them; read them with
 * {@code BundleContext.getProperty}. Each is an absolute path of an existing folder.
 */
public final class Home {
    /** The distribution: programs and bundles. Read only while a node runs, but for {@code bundles/}. */
    public static final String HOME = "alan.home";

    /** Configuration: {@code .cfg} files, one a PID, watched by FileInstall, and {@code models.json}. */
    public static final String CONFIG = "alan.config";

    /** What Alan keeps for its user: {@code models/}, {@code cache/}, {@code log/}, {@code run/}. */
    public static final String DATA = "alan.data";

    private Home() {}
}
