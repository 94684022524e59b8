package alan.remote;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.llm.GenerationOptions;
import alan.api.llm.LanguageModel;
import alan.api.llm.Message;
import alan.api.llm.TokenStream;
import alan.api.text.LanguageDetector;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Answers by the chat models of the endpoints that have one. There for as long as there is such an endpoint, and behind every engine of this house.
 *
 * <p>The name of the component is that of no configuration: what can be set is set for each endpoint.
 */
@Component(name = RemoteLanguageModel.NAME, service = LanguageModel.class, immediate = true, configurationPolicy = ConfigurationPolicy.IGNORE,
        property = {Engine.NAME + "=remote", "service.ranking:Integer=-100"})
public final class RemoteLanguageModel extends RemoteEngine implements LanguageModel {
    static final String NAME = "alan.remote.llm";

    private volatile LanguageDetector detector;

    /** For Declarative Services. */
    @Activate
    public RemoteLanguageModel() {
        super(EngineKind.LLM);
    }

    /** An endpoint with a chat model is there. @param endpoint from its file */
    @Reference(target = "(&(chat.model=*)(!(chat.model=)))", cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addEndpoint(ConfiguredEndpoint endpoint) {
        pool.add(endpoint);
    }

    void removeEndpoint(ConfiguredEndpoint endpoint) {
        pool.remove(endpoint);
    }

    /** Somebody can tell languages apart. @param found service */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setDetector(LanguageDetector found) {
        detector = found;
    }

    void unsetDetector(LanguageDetector gone) {
        if (detector == gone) {
            detector = null;
        }
    }

    /**
     * {@inheritDoc} The smallest among the endpoints, since each may have to answer where another fails. Those that are down are not waited for:
     * what they told before holds.
     */
    @Override
    public int contextLength() throws AlanException {
        List<Endpoint> endpoints = order(List.of());
        return streams.ask(life -> {
            int smallest = Integer.MAX_VALUE;
            for (Endpoint each : endpoints) {
                boolean waited = each == endpoints.get(0) || !each.health(EngineKind.LLM).down();
                smallest = Math.min(smallest, waited ? each.facts().contextLength(life) : each.facts().lastContextLength());
            }
            return smallest;
        });
    }

    /** {@inheritDoc} As the endpoint counts that would be asked now, or an estimate if it does not tell. */
    @Override
    public int countTokens(List<Message> messages) throws AlanException {
        ModelFacts facts = order(messages).get(0).facts();
        return streams.ask(life -> facts.count(life, messages));
    }

    @Override
    public TokenStream generate(List<Message> messages, GenerationOptions options) throws AlanException {
        List<Endpoint> endpoints = order(messages);
        return new ChatAnswer(endpoints, messages, options, streams.begin());
    }

    /** {@return the endpoints that know the question's language, if that can be told; else all} */
    private List<Endpoint> order(List<Message> messages) throws AlanException {
        List<Endpoint> all = pool.inOrder(null);
        if (all.isEmpty()) {
            throw Pool.gone();
        }
        LanguageDetector current = detector;
        if (current == null || all.size() == 1 || messages.isEmpty()) {
            return all;
        }
        String language = current.detect(messages.get(messages.size() - 1).text()).orElse(null);
        List<Endpoint> knowing = all.stream().filter(each -> each.settings().knows(EngineKind.LLM, language)).toList();
        return knowing.isEmpty() ? all : knowing;
    }
}
