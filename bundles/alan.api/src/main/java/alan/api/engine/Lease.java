package alan.api.engine;

/**
 * The right to use an engine until it is closed. The engine stays loaded for that long, unless its deadline passes after it was withdrawn.
 *
 * @param <E> the engine's contract
 */
public interface Lease<E extends Engine> extends AutoCloseable {
    /** {@return the engine; not to be used after {@link #close}} */
    E engine();

    /** {@return the engine's name, with its backend if it has one: {@code csm/onnx}} */
    String name();

    /** Gives the engine back. Does nothing the second time. */
    @Override
    void close();
}
