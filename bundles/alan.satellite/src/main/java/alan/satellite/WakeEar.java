package alan.satellite;

import alan.api.AlanException;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.listen.WakeWord;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Waits for wake words with whichever engine there is. An engine that is replaced is taken anew. For one thread. */
final class WakeEar implements AutoCloseable {
    private static final long RETRY = TimeUnit.SECONDS.toNanos(5);
    /** How often is looked whether other words are to be waited for: that reads the catalogue, and sound comes fifty times a second. */
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

    private final Engines engines;
    private final Supplier<Set<String>> active;
    private final Consumer<AlanException> problem;
    private Lease<WakeWord> lease;
    private WakeWord.Detector detector;
    private Set<String> heardFor;
    private long lookedAt;
    private long failedAt;
    private boolean failed;

    /**
     * @param engines one of which hears the words
     * @param active ids of the words to wait for
     * @param problem told why none can be heard; {@code null} when they can
     */
    WakeEar(Engines engines, Supplier<Set<String>> active, Consumer<AlanException> problem) {
        this.engines = engines;
        this.active = active;
        this.problem = problem;
    }

    /** {@return what was said} @param block at {@link WakeWord#SAMPLE_RATE} */
    List<WakeWord.Detection> hear(float[] block) {
        if (failed && System.nanoTime() - failedAt < RETRY) {
            return List.of();
        }
        try {
            if (detector == null || System.nanoTime() - lookedAt > LOOK) {
                look();
            }
            return detector.hear(block);
        } catch (AlanException e) {
            close();
            failed = true;
            failedAt = System.nanoTime();
            problem.accept(e);
            return List.of();
        }
    }

    private void look() throws AlanException {
        lookedAt = System.nanoTime();
        Set<String> wanted = active.get();
        if (detector != null && !wanted.equals(heardFor)) {
            forget();
        }
        if (detector == null) {
            open(wanted);
        }
    }

    private void open(Set<String> wanted) throws AlanException {
        if (lease == null) {
            lease = engines.lease(WakeWord.class, null, "alan.satellite");
        }
        if (wanted.isEmpty()) {
            throw new AlanException("None of the wake words that the satellite is to wait for is installed; alan:models shows them.");
        }
        detector = lease.engine().open(wanted);
        heardFor = wanted;
        failed = false;
        problem.accept(null);
    }

    /** What comes next has nothing to do with what came before. */
    void forget() {
        if (detector != null) {
            detector.close();
            detector = null;
        }
    }

    /** Gives the engine back. */
    @Override
    public void close() {
        forget();
        if (lease != null) {
            lease.close();
            lease = null;
        }
    }
}
