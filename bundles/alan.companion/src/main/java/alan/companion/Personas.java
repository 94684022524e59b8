package alan.companion;

import alan.api.AlanException;
import alan.api.companion.Persona;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The choice of a persona. */
final class Personas {
    /** Who answers where no persona is configured at all. */
    static final Persona BUILT_IN = new Persona(
            "alan",
            "You are a helpful AI assistant named Alan, a warm companion."
                    + " Answer in one to three short sentences, without lists or markdown.",
            null,
            null);

    private Personas() {}

    /**
     * {@return those that can be asked, the default first, then by name}
     *
     * @param configured in any order; without a name they are left out, and of one name the first counts
     * @param standard name of the default
     */
    static List<Persona> list(Collection<Persona> configured, String standard) {
        Map<String, Persona> byName = new LinkedHashMap<>();
        configured.stream().filter(each -> !each.name().isEmpty()).forEach(each -> byName.putIfAbsent(each.name(), each));
        if (byName.isEmpty()) {
            return List.of(BUILT_IN);
        }
        List<Persona> personas = new ArrayList<>(byName.values());
        personas.sort(Comparator.comparing((Persona each) -> !each.name().equalsIgnoreCase(standard))
                .thenComparing(Persona::name));
        return personas;
    }

    /**
     * Finds the one that is asked.
     *
     * @param personas as {@link #list} gives them
     * @param asked name; {@code null} for the default
     * @param standard name of the default
     * @throws AlanException when there is none of that name
     */
    static Persona find(List<Persona> personas, String asked, String standard) throws AlanException {
        boolean onlyBuiltIn = personas.size() == 1 && personas.get(0) == BUILT_IN;
        if (asked == null && onlyBuiltIn) {
            return BUILT_IN;
        }
        String name = asked == null ? standard : asked;
        for (Persona persona : personas) {
            if (persona.name().equalsIgnoreCase(name)) {
                return persona;
            }
        }
        throw unknown(name, asked == null, personas.stream().map(Persona::name).toList());
    }

    private static AlanException unknown(String name, boolean isDefault, List<String> names) {
        if (isDefault) {
            return new AlanException("There is no persona %1$s; there is: %2$s. Name one of them as persona in config/alan.companion.cfg, or add"
                    + " config/alan.persona-%1$s.cfg.", name, Names.list(names));
        }
        return Names.nearest(name, names)
                .map(meant -> new AlanException("There is no persona %s. Did you mean %s? There is: %s.", name, meant, Names.list(names)))
                .orElseGet(() -> new AlanException("There is no persona %1$s; there is: %2$s. Ask one of them, or add config/alan.persona-%1$s.cfg.",
                        name, Names.list(names)));
    }

    /**
     * Checks the file that a persona comes from.
     *
     * @param configured all files
     * @param persona that is asked
     * @throws AlanException when its file is not fit for use, or another has the same name
     */
    static void check(Collection<ConfiguredPersona> configured, Persona persona) throws AlanException {
        List<ConfiguredPersona> namesakes = configured.stream().filter(each -> each.persona().name().equalsIgnoreCase(persona.name())).toList();
        if (namesakes.size() > 1) {
            throw several(persona.name(), namesakes);
        }
        if (!namesakes.isEmpty()) {
            namesakes.get(0).check();
        }
    }

    /** {@return what is wrong with files that name the same persona} @param name of it @param namesakes two or more */
    static AlanException several(String name, List<ConfiguredPersona> namesakes) {
        return new AlanException("There are several personas %s (%s); give each a name of its own.", name,
                Names.list(namesakes.stream().map(ConfiguredPersona::file).sorted().toList()));
    }
}
