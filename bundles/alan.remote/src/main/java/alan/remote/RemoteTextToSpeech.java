package alan.remote;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Speaks by the speech models of the endpoints that have one. There for as long as there is such an endpoint, and behind every engine of this house.
 */
@Component(name = RemoteTextToSpeech.NAME, service = TextToSpeech.class, immediate = true, configurationPolicy = ConfigurationPolicy.IGNORE,
        property = {Engine.NAME + "=remote", "service.ranking:Integer=-100"})
public final class RemoteTextToSpeech extends RemoteEngine implements TextToSpeech {
    static final String NAME = "alan.remote.tts";

    private final RateMemory rates = new RateMemory();

    /** For Declarative Services. */
    @Activate
    public RemoteTextToSpeech() {
        super(EngineKind.TTS);
    }

    /** An endpoint with a speech model is there. @param endpoint from its file */
    @Reference(target = "(&(speech.model=*)(!(speech.model=)))", cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addEndpoint(ConfiguredEndpoint endpoint) {
        pool.add(endpoint);
    }

    void removeEndpoint(ConfiguredEndpoint endpoint) {
        pool.remove(endpoint);
    }

    /** {@inheritDoc} Those that are configured; an endpoint may have more, which nobody can list. */
    @Override
    public List<Voice> voices() {
        return EndpointVoices.list(pool.all(), rates);
    }

    @Override
    public PcmStream speak(SpeechRequest request) throws AlanException {
        List<Endpoint> knowing = pool.inOrder(request.language());
        if (knowing.isEmpty() && (request.language() == null || pool.all().isEmpty())) {
            throw Pool.gone();
        } else if (knowing.isEmpty()) {
            throw new AlanException("No remote endpoint speaks %s: name the language in the file of one that does.",
                    Locale.forLanguageTag(request.language()));
        }
        List<Endpoint> able = knowing.stream().filter(each -> EndpointVoices.has(each.settings(), request.voice())).toList();
        if (able.isEmpty()) {
            throw new AlanException("No remote endpoint has the voice %s; there is %s.", request.voice(),
                    voices().stream().map(Voice::name).collect(Collectors.joining(", ")));
        }
        return new SpeechSound(able, request, streams.begin(), rates);
    }
}
