package alan.home;

import alan.api.AlanException;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.listen.VoiceActivity;
import alan.api.listen.WakeWord;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Listens for wake words, and for pauses, for as many clients as want it: it costs so little that nobody waits in a line. */
final class Ears {
    private static final String HOLDER = "alan.home";

    private final Engines engines;
    private final AtomicInteger open = new AtomicInteger();

    /** @param engines some of which hear them */
    Ears(Engines engines) {
        this.engines = engines;
    }

    /** {@return how many clients are listened to for wake words now} */
    int open() {
        return open.get();
    }

    /**
     * {@return an ear for one stream of sound; the caller closes it}
     *
     * @param names of wake words; empty for all that there are
     * @throws AlanException when there is no engine, or no such word
     */
    Ear open(Set<String> names) throws AlanException {
        Lease<WakeWord> lease = engines.lease(WakeWord.class, null, HOLDER);
        try {
            Set<String> wanted = names.isEmpty() ? lease.engine().names().stream().map(WakeWord.Name::id).collect(Collectors.toCollection(TreeSet::new)) : names;
            Ear ear = new Ear(lease, lease.engine().open(wanted));
            open.incrementAndGet();
            return ear;
        } catch (AlanException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    /** Somebody speaks: what was unloaded is loaded while they do. */
    void rouse() {
        engines.rouse();
    }

    /** {@return an engine that tells speech from silence; the caller closes it} @throws AlanException when there is none that can be used */
    Lease<VoiceActivity> pauses() throws AlanException {
        return engines.lease(VoiceActivity.class, null, HOLDER);
    }

    /** Hears one stream. For one thread. */
    final class Ear implements AutoCloseable {
        private final Lease<WakeWord> lease;
        private final WakeWord.Detector detector;
        private boolean closed;

        private Ear(Lease<WakeWord> lease, WakeWord.Detector detector) {
            this.lease = lease;
            this.detector = detector;
        }

        WakeWord.Detector detector() {
            return detector;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
                detector.close();
                lease.close();
            }
        }
    }
}
