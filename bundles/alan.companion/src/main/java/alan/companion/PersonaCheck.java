package alan.companion;

import alan.api.AlanException;
import alan.api.config.ConfigCheck;
import alan.api.text.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Says which files {@code config/alan.persona-*.cfg} are not fit for use: without a name or a prompt, or with the name of another. */
@Component(name = "alan.companion.personas", service = ConfigCheck.class, immediate = true)
public final class PersonaCheck implements ConfigCheck {
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<ConfiguredPersona> configured = List.of();

    /** Called by Declarative Services. */
    @Activate
    public PersonaCheck() {
        // Personas come and go.
    }

    PersonaCheck(List<ConfiguredPersona> configured) {
        this.configured = configured;
    }

    @Override
    public List<Text> problems() {
        List<ConfiguredPersona> files = configured.stream().sorted(Comparator.comparing(ConfiguredPersona::file)).toList();
        List<Text> problems = new ArrayList<>();
        for (ConfiguredPersona each : files) {
            try {
                each.check();
            } catch (AlanException e) {
                problems.add(e.text());
            }
        }
        Map<String, List<ConfiguredPersona>> byName = files.stream()
                .filter(each -> !each.persona().name().isEmpty())
                .collect(Collectors.groupingBy(each -> each.persona().name().toLowerCase(Locale.ROOT), TreeMap::new, Collectors.toList()));
        byName.values().stream().filter(namesakes -> namesakes.size() > 1).map(PersonaCheck::several).forEach(problems::add);
        return problems;
    }

    private static Text several(List<ConfiguredPersona> namesakes) {
        return Personas.several(namesakes.get(0).persona().name(), namesakes).text();
    }
}
