package alan.engines;

import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.model.Models;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the user has chosen for each kind: an engine's name, or an OSGi filter over its service properties. */
final class Choice {
    private static final Logger LOG = LoggerFactory.getLogger(Choice.class);

    private final Map<EngineKind, Filter> filters = new EnumMap<>(EngineKind.class);

    /** @param wanted by kind; empty or {@code null} for no choice. A filter that cannot be read is logged and ignored. */
    Choice(Map<EngineKind, String> wanted) {
        wanted.forEach((kind, text) -> {
            if (text == null || text.isBlank()) {
                return;
            }
            try {
                filters.put(kind, FrameworkUtil.createFilter(asFilter(text.strip())));
            } catch (InvalidSyntaxException e) {
                LOG.error("config/alan.engines.cfg: {}={} is neither an engine's name nor an OSGi filter ({}); it is ignored",
                        kind.id(), text, e.getMessage());
            }
        });
    }

    /** {@return the filter for an engine's name, with {@code name/backend} for one of its backends} */
    static String asFilter(String text) {
        if (text.startsWith("(")) {
            return text;
        }
        int slash = text.indexOf('/');
        return slash < 0
                ? "(" + Engine.NAME + "=" + text + ")"
                : "(&(" + Engine.NAME + "=" + text.substring(0, slash) + ")(" + Engine.BACKEND + "=" + text.substring(slash + 1) + "))";
    }

    private boolean matches(Entry entry) {
        Filter filter = filters.get(entry.kind());
        return filter != null && filter.matches(entry.properties());
    }

    /** {@return the entries, the chosen ones first, then by ranking, then the older service first, as OSGi ranks services} */
    List<Entry> order(List<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing((Entry entry) -> !matches(entry))
                        .thenComparing(Comparator.comparingInt(Entry::ranking).reversed())
                        .thenComparingLong(Entry::serviceId))
                .toList();
    }

    /**
     * {@return the engine to take for a language} One that lacks a model is taken if the user has chosen it, or as the last resort: its own sentence
     * then says what to install.
     *
     * @param entries in the order of {@link #order}
     * @param language {@code null} for any
     * @param models the catalogue
     */
    Optional<Entry> best(List<Entry> entries, String language, Models models) {
        List<Entry> knowing = entries.stream().filter(entry -> entry.knows(language)).toList();
        return knowing.stream()
                .filter(entry -> language == null || matches(entry) || entry.isInstalled(models))
                .findFirst()
                .or(() -> knowing.stream().findFirst());
    }
}
