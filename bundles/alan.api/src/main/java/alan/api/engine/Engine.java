package alan.api.engine;

import alan.api.AlanException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What speech to text, language models, text to speech, voice activity, speaker recognition and wake words have in common: something heavy that is
 * loaded, used and left.
 *
 * <p>An engine is a Declarative Services component that registers its capability's interface ({@code alan.api.stt.SpeechToText}, …) with
 * {@link #NAME} and, if it has several, {@link #BACKEND}. Its component name is also the PID of its configuration. Registering costs nothing:
 * the weights come with {@link #load}.
 *
 * <p><b>Leases.</b> Nobody but {@link Engines} calls {@link #load} and {@link #unload}, and nobody uses an engine without a {@link Lease}.
 * When an engine's service is withdrawn (its bundle is stopped or updated, its configuration changed), the register holds the withdrawal up until its
 * last lease has ended or the deadline has passed; only then does the component's deactivate method run, which frees everything. So an
 * engine needs no counting of its own. It must survive one thing only: being unloaded, after the deadline, with a stream still open;
 * that stream's reader then gets an {@link AlanException}, never a crash.
 */
@ConsumerType
public interface Engine {
    /** Service property: the engine's short name, such as {@code whisper}; unique within its kind and backend. */
    String NAME = "alan.engine";

    /** Service property: what computes it, such as {@code onnx} or {@code djl}; absent where there is no choice. */
    String BACKEND = "alan.backend";

    /**
     * {@return what this engine is and needs at present} Cheap, and allowed at any time, loaded or not.
     */
    EngineInfo info();

    /**
     * {@return main memory that {@link #load} will take, in bytes, about; 0 where it is not known, and the size of the models' files is taken for it}
     * Cheap, and allowed at any time.
     */
    default long memory() {
        return 0;
    }

    /**
     * Brings the engine into a state in which it can work at once: weights in memory, workers running. Does nothing when it is loaded.
     * Called before the first lease, by one thread at a time.
     *
     * @throws AlanException when that cannot be; whatever had been loaded is freed again. The sentence says what to do (which
     *     model to install, say)
     */
    void load() throws AlanException;

    /**
     * Frees everything that {@link #load} took, native memory and child processes included, before it returns. Open streams fail. Does nothing
     * when nothing is loaded. The engine may be loaded again.
     */
    void unload();

    /**
     * {@return engines by their names, as {@link EngineStatus#fullName} has them: {@code csm/onnx}}
     *
     * @param <E> what they do
     * @param services engines with their service properties
     */
    static <E extends Engine> Map<String, E> byName(List<Map.Entry<Map<String, Object>, E>> services) {
        Map<String, E> byName = new TreeMap<>();
        services.forEach(each -> {
            Object backend = each.getKey().get(BACKEND);
            byName.put(each.getKey().get(NAME) + (backend == null ? "" : "/" + backend), each.getValue());
        });
        return byName;
    }
}
