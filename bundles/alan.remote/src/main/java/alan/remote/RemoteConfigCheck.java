package alan.remote;

import alan.api.config.ConfigCheck;
import alan.api.text.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Says what is wrong with the endpoints' files. It wants every endpoint, also one that serves nothing and so belongs to no engine: Declarative
 * Services would not even make it otherwise. What is only unwise is no problem here, since a problem keeps single commands from running.
 */
@Component(name = RemoteConfigCheck.NAME, service = ConfigCheck.class, immediate = true, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class RemoteConfigCheck implements ConfigCheck {
    static final String NAME = "alan.remote.check";

    private final List<ConfiguredEndpoint> endpoints = new CopyOnWriteArrayList<>();

    /** An endpoint is there. @param endpoint from its file */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEndpoint(ConfiguredEndpoint endpoint) {
        endpoints.add(endpoint);
    }

    void removeEndpoint(ConfiguredEndpoint endpoint) {
        endpoints.remove(endpoint);
    }

    @Override
    public List<Text> problems() {
        return endpoints.stream()
                .map(each -> each.endpoint().settings())
                .sorted(Comparator.comparing(EndpointSettings::name))
                .map(EndpointSettings::problem)
                .filter(Objects::nonNull)
                .toList();
    }
}
