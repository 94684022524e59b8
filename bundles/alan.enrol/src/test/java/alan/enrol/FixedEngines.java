package alan.enrol;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.text.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A register of engines that are there and loaded. Counts its leases. */
final class FixedEngines implements Engines {
    private final Map<Class<?>, Engine> engines = new HashMap<>();
    int open;

    <E extends Engine> FixedEngines with(Class<E> contract, E engine) {
        engines.put(contract, engine);
        return this;
    }

    FixedEngines without(Class<? extends Engine> contract) {
        engines.remove(contract);
        return this;
    }

    @Override
    public <E extends Engine> Lease<E> lease(Class<E> contract, String engine, String language, String holder) throws AlanException {
        E found = contract.cast(engines.get(contract));
        if (found == null) {
            throw new AlanException(Text.of("There is no engine for %s.", contract.getSimpleName()));
        }
        open++;
        return new Lease<>() {
            private boolean closed;

            @Override
            public E engine() {
                return found;
            }

            @Override
            public String name() {
                return contract.getSimpleName();
            }

            @Override
            public void close() {
                open -= closed ? 0 : 1;
                closed = true;
            }
        };
    }

    @Override
    public <E extends Engine> Lease<E> instead(Class<E> contract, Lease<E> failed, AlanException why, String language, String holder) throws AlanException {
        throw why;
    }

    @Override
    public List<EngineStatus> list() {
        return List.of();
    }

    @Override
    public List<EngineStatus> chosen(String language) {
        return List.of();
    }

    @Override
    public EngineStatus use(EngineKind kind, String name, String backend, Map<String, String> settings, Consumer<Text> notice) {
        throw new UnsupportedOperationException();
    }
}
