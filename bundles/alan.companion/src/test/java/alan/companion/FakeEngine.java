package alan.companion;

import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all fakes have in common. */
abstract class FakeEngine implements Engine {
    /** What it knows; empty for everything. */
    volatile Set<String> languages = Set.of();

    @Override
    public EngineInfo info() {
        return new EngineInfo(languages, List.of(), "cpu", true, Map.of());
    }

    @Override
    public void load() {}

    @Override
    public void unload() {}

    /** Something that a fake does when its turn comes. */
    interface Step {
        void run() throws alan.api.AlanException;
    }

    static final Step NOTHING = () -> {};
}
