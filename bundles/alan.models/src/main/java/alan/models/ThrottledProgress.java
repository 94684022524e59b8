package alan.models;

import alan.api.model.Models;
import java.util.concurrent.TimeUnit;

/**
 * Passes progress on a few times a second: the first of every source, the last of every file, and some between. For one thread at
 * a time.
 */
final class ThrottledProgress implements Models.Progress {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(200);

    private final Models.Progress listener;
    private String file = "";
    private String source = "";
    private long last;

    ThrottledProgress(Models.Progress listener) {
        this.listener = listener;
    }

    @Override
    public void at(String newFile, String newSource, long done, long total) {
        long now = System.nanoTime();
        boolean first = !newFile.equals(file) || !newSource.equals(source);
        if (first || done == total || now - last >= EVERY) {
            file = newFile;
            source = newSource;
            last = now;
            listener.at(newFile, newSource, done, total);
        }
    }
}
