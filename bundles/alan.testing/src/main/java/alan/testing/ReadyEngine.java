package alan.testing;

import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What engines that are made up have in common: any language, no model, and nothing to load. */
public abstract class ReadyEngine implements Engine {
    @Override
    public EngineInfo info() {
        return new EngineInfo(Set.of(), List.of(), "cpu", true, Map.of());
    }

    @Override
    public void load() {}

    @Override
    public void unload() {}
}
