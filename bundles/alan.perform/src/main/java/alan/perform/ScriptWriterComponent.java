package alan.perform;

import alan.api.AlanException;
import alan.api.engine.Engines;
import alan.api.perform.DialogueRequest;
import alan.api.perform.ScriptWriter;
import alan.api.text.LanguageDetector;
import alan.api.text.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Has scripts written by whatever language model is chosen. */
@Component(name = "alan.perform.writer")
public final class ScriptWriterComponent implements ScriptWriter {
    /** Turns of the longest conversation: beyond, no model that runs at home has anything left to say. */
    private static final int MOST_TURNS = 200;

    private final Engines engines;
    private final CastSource cast;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile LanguageDetector detector;

    /**
     * @param engines have the language model
     * @param cast knows the voices
     */
    @Activate
    public ScriptWriterComponent(@Reference Engines engines, @Reference CastSource cast) {
        this.engines = engines;
        this.cast = cast;
    }

    ScriptWriterComponent(Engines engines, CastSource cast, LanguageDetector detector) {
        this(engines, cast);
        this.detector = detector;
    }

    @Override
    public Writing prepare(DialogueRequest request) throws AlanException {
        if (request.topic().codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new AlanException("There is no topic; say in a few words what they are to talk about.");
        }
        Set<String> voices = new LinkedHashSet<>();
        Cast now = cast.now();
        for (String voice : request.voices()) {
            voices.add(name(now, voice));
        }
        if (voices.size() < 2) {
            throw new AlanException("A conversation needs two voices, such as --voices %s.", "en_US-joe-medium,af_heart");
        }
        if (request.turns() < 2 || request.turns() > MOST_TURNS) {
            throw new AlanException("A conversation cannot have %d turns; give a number from 2 to %d.", request.turns(), MOST_TURNS);
        }
        return new Turnwise(request, List.copyOf(voices), language(request), engines);
    }

    private static String name(Cast cast, String voice) throws AlanException {
        try {
            return cast.role(voice).name();
        } catch (AlanException e) {
            throw new AlanException("Of the voices: %s.", e.text(), e);
        }
    }

    private String language(DialogueRequest request) {
        String said = Cast.code(request.language());
        LanguageDetector now = detector;
        if (said != null) {
            return said;
        }
        return now == null ? Text.user().getLanguage() : now.detect(request.topic()).orElse(Text.user().getLanguage());
    }
}
