package alan.perform;

import alan.api.model.Models;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Knows which voices there are: the engines' own, of which none is loaded for that, and those of people. */
@Component(name = "alan.perform.cast", service = CastSource.class)
public final class CastSource {
    private final Predicate<String> installed;

    /** Asked for their voices only, which is allowed without a lease. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<TextToSpeech> speakers = List.of();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile VoiceProfiles profiles;

    /** @param models know which are installed */
    @Activate
    public CastSource(@Reference Models models) {
        this(id -> models.installed(id).isPresent(), List.of(), null);
    }

    /** @param installed tells whether a model of the catalogue is here */
    CastSource(Predicate<String> installed, List<TextToSpeech> speakers, VoiceProfiles profiles) {
        this.installed = installed;
        this.speakers = speakers;
        this.profiles = profiles;
    }

    /** {@return the voices that there are now} */
    Cast now() {
        Map<String, Cast.Own> voices = new HashMap<>();
        Set<String> imitators = new HashSet<>();
        boolean any = false;
        for (TextToSpeech speaker : speakers) {
            List<Voice> own = speaker.voices();
            List<String> models = speaker.info().models();
            // One that lists none may have any, but not where the model is missing.
            any |= own.isEmpty() && models.stream().allMatch(installed);
            for (Voice voice : own) {
                voices.merge(voice.name(), new Cast.Own(voice.languages(), Set.copyOf(models)), Cast.Own::or);
            }
            if (speaker.imitates()) {
                imitators.addAll(models);
            }
        }
        VoiceProfiles people = profiles;
        List<VoiceProfile> kept = people == null ? List.of() : people.list();
        return new Cast(voices, kept, imitators, any);
    }
}
