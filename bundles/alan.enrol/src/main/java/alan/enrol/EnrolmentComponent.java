package alan.enrol;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.engine.Engines;
import alan.api.text.Text;
import alan.api.voice.Consent;
import alan.api.voice.Enrolment;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.api.watermark.Watermark;
import alan.enrol.consent.Challenges;
import alan.enrol.text.Lists;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Makes voices of recordings with the engines that listen, and checks consents. Its methods may be called from any thread. */
@Component(name = "alan.enrol")
public final class EnrolmentComponent implements Enrolment {
    private final Engines engines;
    private final AudioFiles files;
    private final VoiceProfiles profiles;
    private final Challenges challenges;

    /** Finds sound that was spoken by an Alan; {@code null} on a node that marks nothing. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Watermark watermark;

    /**
     * @param engines listen
     * @param files resamples
     * @param profiles keeps voices
     */
    @Activate
    public EnrolmentComponent(@Reference Engines engines, @Reference AudioFiles files, @Reference VoiceProfiles profiles) {
        this(engines, files, profiles, Clock.systemUTC());
    }

    EnrolmentComponent(Engines engines, AudioFiles files, VoiceProfiles profiles, Clock clock, Watermark watermark) {
        this(engines, files, profiles, clock);
        this.watermark = watermark;
    }

    EnrolmentComponent(Engines engines, AudioFiles files, VoiceProfiles profiles, Clock clock) {
        this.engines = engines;
        this.files = files;
        this.profiles = profiles;
        this.challenges = new Challenges(clock);
    }

    @Override
    public VoiceDraft draft(Pcm recording, String text, String language, Consumer<Double> progress) throws AlanException {
        return new DraftMaker(engines, files, progress).make(recording, text, language);
    }

    @Override
    public List<String> lines(Locale language) throws AlanException {
        return Lists.lines(language);
    }

    @Override
    public Reading read(String line, Pcm reading, Locale language) throws AlanException {
        return new ConsentCheck(engines, files, profiles, watermark).read(line, reading, language);
    }

    @Override
    public Challenge challenge(String voice, Locale language) throws AlanException {
        return challenges.pose(profiles.get(voice).name(), language);
    }

    @Override
    public VoiceProfile consent(Challenge challenge, Pcm reading) throws AlanException {
        Challenges.Posed posed = challenges.take(challenge);
        return profiles.grant(challenge.voice(), new ConsentCheck(engines, files, profiles, watermark).check(posed, reading));
    }

    @Override
    public VoiceProfile declareOwn(String voice) throws AlanException {
        String name = profiles.get(voice).name();
        String statement = Text.of("I state that the voice %s is my own, and that this Alan may speak with it.", name).toString();
        return profiles.grant(name, new VoiceProfiles.Evidence(Consent.State.OWN, statement, null, null));
    }
}
