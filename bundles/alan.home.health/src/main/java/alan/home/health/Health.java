package alan.home.health;

import alan.api.engine.EngineInfo;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.home.HomeServer;
import alan.api.home.HomeStatus;
import alan.api.model.Models;
import alan.api.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How a node stands. It is ready when it listens, if it should, and one of its chosen engines or more can be used and none has failed. A kind of engine whose
 * model nobody has installed is told of, and is no failure: a node in a cupboard need not do everything.
 */
final class Health {
    private final Engines engines;
    private final Supplier<Models> models;
    private final Supplier<HomeServer> home;

    /**
     * @param engines that there are
     * @param models knows which are installed; gives {@code null} where nobody does
     * @param home what serves a hub; gives {@code null} where nothing does
     */
    Health(Engines engines, Supplier<Models> models, Supplier<HomeServer> home) {
        this.engines = engines;
        this.models = models;
        this.home = home;
    }

    /**
     * An engine that is chosen.
     *
     * @param status of it
     * @param missing id of a model that it needs and that is not installed; {@code null} if there is none
     */
    record Chosen(EngineStatus status, String missing) {
        boolean failed() {
            return missing == null && (status.problem() != null || status.state() == EngineStatus.State.FAILED);
        }

        boolean usable() {
            return missing == null && !failed();
        }

        /** {@return why it cannot be used; {@code null} if it can} */
        String reason() {
            if (missing != null) {
                return Text.tr("The model %s is not installed: run alan:model-get %s.", missing, missing);
            }
            return status.problem();
        }
    }

    /** {@return the engines that the next turn would use, one of each kind} */
    List<Chosen> chosen() {
        Models catalogue = models.get();
        List<Chosen> all = new ArrayList<>();
        for (EngineStatus status : engines.chosen()) {
            String missing = catalogue == null ? null
                    : status.info().models().stream().filter(id -> catalogue.installed(id).isEmpty()).findFirst().orElse(null);
            all.add(new Chosen(status, missing));
        }
        return all;
    }

    /** {@return how a hub is served; {@code null} where it is not} */
    HomeStatus home() {
        HomeServer server = home.get();
        return server == null ? null : server.status();
    }

    /** {@return whether the node can be used} */
    boolean ready() {
        return ready(chosen(), home());
    }

    private static boolean ready(List<Chosen> all, HomeStatus served) {
        return all.stream().anyMatch(Chosen::usable) && all.stream().noneMatch(Chosen::failed) && (served == null || served.problem() == null);
    }

    /** {@return everything, for people and programs} */
    Map<String, Object> document() {
        // Asked once, so that what is said of the parts is what was concluded from.
        List<Chosen> all = chosen();
        HomeStatus served = home();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("live", true);
        document.put("ready", ready(all, served));
        if (served != null) {
            Map<String, Object> hub = new LinkedHashMap<>();
            hub.put("address", served.address());
            hub.put("listening", served.listening());
            hub.put("problem", served.problem());
            hub.put("connections", served.connections().size());
            document.put("home", hub);
        }
        document.put("engines", all.stream().map(Health::engine).toList());
        return document;
    }

    private static Map<String, Object> engine(Chosen chosen) {
        EngineStatus status = chosen.status();
        Map<String, Object> engine = new LinkedHashMap<>();
        engine.put("kind", status.kind().id());
        engine.put("name", status.fullName());
        engine.put("usable", chosen.usable());
        engine.put("state", status.state().name().toLowerCase(java.util.Locale.ROOT));
        engine.put("memory", status.info().details().get(EngineInfo.MEMORY));
        engine.put("reason", chosen.reason());
        return engine;
    }
}
