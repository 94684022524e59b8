package alan.itests;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.engine.Engines;
import alan.testing.Memory;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

/** Changes the voice every few hundred milliseconds, updates engines' bundles and kills the language model's worker, until it is ended. */
final class Disturbance extends Thread {
    private static final long PAUSE_MILLIS = 300;
    /** How long an engine may be missing after its bundle was updated. */
    private static final long PATIENCE_MILLIS = 60_000;

    private final Engines engines;
    private final Function<String, Bundle> bundles;
    private final Bundle framework;
    private final List<String> voices;
    private final Deque<String> updates;
    private int kills;
    private int swaps;
    private volatile boolean ended;
    private volatile Throwable failure;

    /**
     * @param engines the register
     * @param bundles by symbolic name
     * @param framework the system bundle
     * @param voices to change among: {@code piper}, {@code csm/onnx}
     * @param updates bundles to update, one after the other
     * @param kills how often to kill the worker
     */
    Disturbance(Engines engines, Function<String, Bundle> bundles, Bundle framework, List<String> voices, List<String> updates, int kills) {
        super("disturbance");
        this.engines = engines;
        this.bundles = bundles;
        this.framework = framework;
        this.voices = voices;
        this.updates = new ArrayDeque<>(updates);
        this.kills = kills;
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                use(voices.get(swaps % voices.size()));
                swaps++;
                if (swaps % 4 == 0 && !updates.isEmpty()) {
                    update(updates.poll());
                }
                if (swaps % 7 == 0 && kills > 0 && !Memory.children().isEmpty()) {
                    kills--;
                    Memory.children().forEach(child -> ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly));
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (Exception | Error e) {
            failure = e;
        }
    }

    /** An engine whose bundle has just been updated may take a moment to be there again. */
    private void use(String voice) throws Exception {
        String[] parts = voice.split("/", 2);
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (true) {
            try {
                engines.use(EngineKind.TTS, parts[0], parts.length == 2 ? parts[1] : null);
                return;
            } catch (AlanException e) {
                if (System.currentTimeMillis() > end || !e.getMessage().startsWith("There is no tts engine")) {
                    throw e;
                }
                Thread.sleep(20);
            }
        }
    }

    private void update(String name) throws Exception {
        Path jar = Path.of(System.getProperty("alan.test.bundles")).resolve(name + ".jar");
        Bundle bundle = bundles.apply(name);
        try (InputStream again = Files.newInputStream(jar)) {
            bundle.update(again);
        }
        // As FileInstall does: whoever uses the old classes gets the new ones.
        CountDownLatch refreshed = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> refreshed.countDown());
        if (!refreshed.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new AssertionError(name + " was not refreshed");
        }
    }

    /** Ends it. @return how often the voice was changed @throws AssertionError when something went wrong, or not all was done */
    int end() throws InterruptedException {
        ended = true;
        join();
        if (failure != null) {
            throw new AssertionError("the disturbance itself failed", failure);
        }
        if (!updates.isEmpty() || kills > 0) {
            throw new AssertionError("the turns were over before these were done: updates " + updates + ", kills " + kills);
        }
        return swaps;
    }

    /** {@return whether everything that was to be done has been done} */
    boolean isDone() {
        return failure != null || updates.isEmpty() && kills == 0;
    }
}
