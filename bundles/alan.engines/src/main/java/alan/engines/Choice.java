package alan.engines;

import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.model.Models;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** What the user has chosen for each kind: engines' names, or OSGi filters over their service properties; the first is the chosen one, the next stand in for it. */
final class Choice {
    /** A comma that is in no filter's brackets. */
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

    private final Map<EngineKind, List<Wanted>> chosen = new EnumMap<>(EngineKind.class);

    /**
     * What is wanted of one kind.
     *
     * @param text as the user wrote it
     * @param filter what that means; {@code null} when it cannot be read, and then matches nothing
     */
    record Wanted(String text, Filter filter) {
        /** {@return what somebody wants who writes this} @param text an engine's name, {@code name/backend}, or an OSGi filter */
        static Wanted of(String text) {
            try {
                return new Wanted(text, FrameworkUtil.createFilter(asFilter(text)));
            } catch (InvalidSyntaxException e) {
                return new Wanted(text, null);
            }
        }

        private static String asFilter(String text) {
            if (text.startsWith("(")) {
                return text;
            }
            int slash = text.indexOf('/');
            return slash < 0
                    ? "(" + Engine.NAME + "=" + text + ")"
                    : "(&(" + Engine.NAME + "=" + text.substring(0, slash) + ")(" + Engine.BACKEND + "=" + text.substring(slash + 1) + "))";
        }

        boolean matches(Entry entry) {
            return matches(entry.properties());
        }

        boolean matches(Map<String, Object> properties) {
            return filter != null && filter.matches(properties);
        }

        /** {@return whether it is meant for a filter and is none} */
        boolean isBrokenFilter() {
            return filter == null && text.startsWith("(");
        }
    }

    /** @param wanted by kind, separated by commas; empty or {@code null} for no choice. One that cannot be read chooses nothing. */
    Choice(Map<EngineKind, String> wanted) {
        wanted.forEach((kind, text) -> {
            if (text != null) {
                chosen.put(kind, COMMA.splitAsStream(text).map(String::strip).filter(each -> !each.isEmpty()).map(Wanted::of).toList());
            }
        });
    }

    /** {@return what is wanted of a kind, in order; empty where nothing is said} */
    List<Wanted> wanted(EngineKind kind) {
        return chosen.getOrDefault(kind, List.of());
    }

    /** {@return what is to be written for a kind when somebody chooses from now on} Several stay several: the chosen one comes before the others. */
    String with(EngineKind kind, String first) {
        List<Wanted> before = wanted(kind);
        return before.size() < 2 ? first : Stream.concat(Stream.of(first), before.stream().map(Wanted::text).filter(each -> !each.equals(first)))
                .collect(Collectors.joining(", "));
    }

    private boolean matches(Entry entry) {
        return wanted(entry.kind()).stream().findFirst().map(wanted -> wanted.matches(entry)).orElse(false);
    }

    private int place(Entry entry) {
        List<Wanted> wanted = wanted(entry.kind());
        int place = 0;
        while (place < wanted.size() && !wanted.get(place).matches(entry)) {
            place++;
        }
        return place;
    }

    /** {@return the entries, the chosen ones first, then by ranking, then the older service first, as OSGi ranks services} */
    List<Entry> order(List<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparingInt(this::place)
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
