package alan.remote;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Deactivate;

/**
 * What the three remote engines have in common: the endpoints of their kind, and the requests under way. Which endpoints are of the kind, each says in a
 * reference of its own.
 */
abstract class RemoteEngine implements Engine {
    final Pool pool;
    final Streams streams = new Streams();

    /** @param kind what the endpoints are asked for */
    RemoteEngine(EngineKind kind) {
        this.pool = new Pool(kind);
    }

    /** Asks the endpoints how they are, so that whoever looks at the engines right after the start finds news. */
    @Activate
    void activate() {
        info();
    }

    @Override
    public final EngineInfo info() {
        return pool.info(streams.loaded());
    }

    @Override
    public final void load() throws AlanException {
        if (!streams.loaded()) {
            pool.check();
            streams.load();
        }
    }

    @Override
    public final void unload() {
        streams.unload();
    }

    @Deactivate
    void deactivate() {
        streams.unload();
        pool.close();
    }
}
