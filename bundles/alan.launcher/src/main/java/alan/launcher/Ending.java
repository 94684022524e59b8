package alan.launcher;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** What happens when the process ends, by itself or by a signal: the framework stops, engines first, and this process's folder goes. */
final class Ending extends Thread {
    private static final long STOP_MILLIS = 30_000;

    private volatile Framework framework;
    private volatile boolean claimed;

    Ending() {
        super("alan-ending");
    }

    /** @param started is stopped at the end */
    void framework(Framework started) {
        framework = started;
    }

    /** This process's folder has its lock. */
    void claimed() {
        claimed = true;
    }

    @Override
    public void run() {
        try {
            if (framework != null) {
                framework.stop();
                framework.waitForStop(STOP_MILLIS);
            }
        } catch (BundleException | InterruptedException e) {
            Main.complain(Text.of("Alan did not stop cleanly: %s", e.getMessage()));
        }
        // The script made it, so it may be there before anything else is, a lock too.
        String folder = System.getProperty("alan.run.dir");
        try {
            if (folder != null && Files.exists(Path.of(folder)) && (claimed || !Folders.isClaimed(Path.of(folder)))) {
                Folders.delete(Path.of(folder));
            }
        } catch (IOException e) {
            // The next start removes it.
        }
    }
}
