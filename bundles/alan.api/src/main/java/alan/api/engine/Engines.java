package alan.api.engine;

import alan.api.AlanException;
import alan.api.text.Text;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The register of engines: which there are, which is chosen, who uses which. A service.
 *
 * <p>Of one kind, the chosen engine is the one that the configuration {@code alan.engines} names ({@code stt=whisper}; an OSGi filter such as
 * {@code tts=(&(alan.engine=csm)(alan.backend=onnx))} is allowed), else the one with the highest {@code service.ranking}. If it does not know the
 * language that is needed, the next one that does is taken. The configuration may name several, in the order in which one stands in for the other
 * ({@code tts=csm/djl, csm/onnx, piper}); those that it does not name come after them, by ranking.
 */
@ProviderType
public interface Engines {
    /**
     * Takes the chosen engine of a kind for a while, and loads it if it is not loaded. Waits a moment for one that is just being replaced.
     *
     * @param contract {@code SpeechToText.class}, …
     * @param language that it must know, ISO 639-1; {@code null} for any
     * @param holder who takes it, for people to read: {@code turn 12}
     * @return the lease; the caller closes it
     * @throws LanguageUnknownException when there are some, but none knows the language
     * @throws AlanException when there is none, or it cannot be loaded
     */
    default <E extends Engine> Lease<E> lease(Class<E> contract, String language, String holder) throws AlanException {
        return lease(contract, null, language, holder);
    }

    /**
     * Takes an engine of a kind for a while, which need not be the chosen one.
     *
     * @param contract as {@link #lease(Class, String, String)}
     * @param engine its name, {@code csm} or {@code csm/onnx}; {@code null} for the chosen one
     * @param language likewise
     * @param holder likewise
     * @return likewise
     * @throws AlanException likewise; also when there is no engine of that name
     */
    <E extends Engine> Lease<E> lease(Class<E> contract, String engine, String language, String holder) throws AlanException;

    /**
     * Takes the next engine of a kind after one that has failed at its work, in the order of choice. The status of the failed one says why from now
     * on.
     *
     * @param contract as {@link #lease(Class, String, String)}
     * @param failed the lease on it, which the caller still closes
     * @param why it failed
     * @param language likewise
     * @param holder likewise
     * @return the lease on the first other engine that knows the language, has its models and can be loaded
     * @throws AlanException {@code why} where there is none
     */
    <E extends Engine> Lease<E> instead(Class<E> contract, Lease<E> failed, AlanException why, String language, String holder)
            throws AlanException;

    /** {@return every engine of every kind, the chosen one of a kind first} */
    List<EngineStatus> list();

    /**
     * {@return the engines that a turn would use now, one of each kind that has any, without loading them}
     */
    default List<EngineStatus> chosen() {
        return chosen(null);
    }

    /**
     * {@return the engines that a turn in some language would use now, one of each kind that has any which knows it, without loading them}
     *
     * @param language ISO 639-1; {@code null} for any
     */
    List<EngineStatus> chosen(String language);

    /**
     * Chooses an engine, and remembers it in {@code config/}. Running turns keep theirs. The new one is loaded first: when that fails, nothing
     * changes.
     *
     * @param kind of engine
     * @param name the engine's name, or the id of an installed model of that kind, which also chooses the engine that runs it
     * @param backend of the engine; {@code null} for its best
     * @return the engine as it now stands
     * @throws AlanException when there is no such engine or model, or it cannot be loaded
     */
    default EngineStatus use(EngineKind kind, String name, String backend) throws AlanException {
        return use(kind, name, backend, Map.of(), notice -> { });
    }

    /**
     * Chooses an engine as {@link #use(EngineKind, String, String)} does, and sets it up. Who speaks goes on with the old one until it has ended.
     * Where both do not fit in memory together, the old one is unloaded before the new one is loaded, and comes back when that fails.
     *
     * @param kind likewise
     * @param name likewise
     * @param backend likewise
     * @param settings of the engine's configuration, such as {@code precision → int4}; written there, and taken back when the engine cannot be loaded
     * @param notice told before a pause, in which nobody can use an engine of this kind
     * @return likewise
     * @throws AlanException likewise; also when the engine does not have such a setting
     */
    EngineStatus use(EngineKind kind, String name, String backend, Map<String, String> settings, Consumer<Text> notice) throws AlanException;

    /**
     * Somebody has begun to speak: engines that were unloaded since nobody used them are loaded again while they do. Returns at once. What has not been
     * used since the node began is not loaded, for this node may not be asked for it.
     */
    default void rouse() {}
}
