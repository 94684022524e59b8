package alan.shell.command;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Another voice engine for a while. Closing it brings the one before back. */
final class EngineSwitch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineSwitch.class);

    private final Engines engines;
    private final EngineStatus before;

    private EngineSwitch(Engines engines, EngineStatus before) {
        this.engines = engines;
        this.before = before;
    }

    /**
     * Chooses an engine of kind {@code tts}, unless it is chosen already.
     *
     * @param engines the register
     * @param wanted {@code NAME} or {@code NAME/BACKEND}; {@code null} to leave everything as it is
     * @return what brings back the one before
     * @throws AlanException when there is no such engine
     */
    static EngineSwitch to(Engines engines, String wanted) throws AlanException {
        if (wanted == null) {
            return new EngineSwitch(engines, null);
        }
        String[] parts = wanted.split("/", 2);
        String backend = parts.length == 2 ? parts[1] : null;
        EngineStatus before = engines.chosen().stream()
                .filter(engine -> engine.kind() == EngineKind.TTS)
                .findFirst()
                .orElse(null);
        if (before != null && before.name().equals(parts[0]) && (backend == null || backend.equals(before.backend()))) {
            return new EngineSwitch(engines, null);
        }
        engines.use(EngineKind.TTS, parts[0], backend);
        return new EngineSwitch(engines, before);
    }

    @Override
    public void close() {
        if (before == null) {
            return;
        }
        // A command that was stopped is interrupted; the way back must not be.
        boolean interrupted = Thread.interrupted();
        try {
            engines.use(EngineKind.TTS, before.name(), before.backend());
        } catch (AlanException e) {
            LOG.warn("Could not go back to {}: {}", before.name(), e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
