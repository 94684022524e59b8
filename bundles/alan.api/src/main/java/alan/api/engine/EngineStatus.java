package alan.api.engine;

import java.util.List;

/**
 * How an engine stands.
 *
 * @param kind what it does
 * @param name its short name
 * @param backend what computes it; {@code null} where there is no choice
 * @param chosen whether the next turn takes it
 * @param state see {@link State}
 * @param holders who has a lease on it now
 * @param info what it says of itself
 * @param problem the sentence of its last failure, to load or at its work; {@code null} if it has none since it was loaded
 */
public record EngineStatus(
        EngineKind kind,
        String name,
        String backend,
        boolean chosen,
        State state,
        List<String> holders,
        EngineInfo info,
        String problem) {

    /** {@return its name, with its backend if it has one: {@code csm/onnx}} */
    public String fullName() {
        return backend == null ? name : name + "/" + backend;
    }

    /** The life of an engine. */
    public enum State {
        /** There, and loaded when it is first needed. */
        IDLE,
        /** Being loaded. */
        LOADING,
        /** Loaded. */
        READY,
        /** Could not be loaded; tried again when it is next needed. */
        FAILED,
        /** Withdrawn or no longer chosen; waits for its last lease. */
        LEAVING
    }
}
