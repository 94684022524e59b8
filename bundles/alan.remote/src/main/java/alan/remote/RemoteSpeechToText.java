package alan.remote;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.stt.SpeechToText;
import alan.api.stt.Transcription;
import alan.api.text.LanguageDetector;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Writes down what is said, by the transcription models of the endpoints that have one. There for as long as there is such an endpoint, and behind
 * every engine of this house.
 */
@Component(name = RemoteSpeechToText.NAME, service = SpeechToText.class, immediate = true, configurationPolicy = ConfigurationPolicy.IGNORE,
        property = {Engine.NAME + "=remote", "service.ranking:Integer=-100"})
public final class RemoteSpeechToText extends RemoteEngine implements SpeechToText {
    static final String NAME = "alan.remote.stt";

    private volatile LanguageDetector detector;

    /** For Declarative Services. */
    @Activate
    public RemoteSpeechToText() {
        super(EngineKind.STT);
    }

    /** An endpoint with a transcription model is there. @param endpoint from its file */
    @Reference(target = "(&(transcription.model=*)(!(transcription.model=)))", cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
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

    /** {@inheritDoc} When an endpoint does not say what language it heard, and nothing else tells, the language is {@code null}. */
    @Override
    public Transcription transcribe(Pcm utterance, String language) throws AlanException {
        List<Endpoint> knowing = pool.inOrder(language);
        if (knowing.isEmpty() && (language == null || pool.all().isEmpty())) {
            throw Pool.gone();
        } else if (knowing.isEmpty()) {
            throw new AlanException("No remote endpoint understands %s: name the language in the file of one that does.",
                    Locale.forLanguageTag(language));
        }
        return new RemoteTranscription(knowing, utterance, language, detector, streams.begin());
    }
}
