package alan.companion;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.api.tts.ContextWindow;
import alan.api.tts.Sample;
import alan.api.voice.Consent;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The people whose voices are kept here. None speaks without consent. */
final class People {
    private final Supplier<VoiceProfiles> profiles;

    /** @param profiles keeps the voices; gives {@code null} while nobody does */
    People(Supplier<VoiceProfiles> profiles) {
        this.profiles = profiles;
    }

    /** {@return whether there is a voice of that name} @param name may be {@code null} */
    boolean has(String name) {
        return name != null && profile(name).isPresent();
    }

    private Optional<VoiceProfile> profile(String name) {
        VoiceProfiles now = profiles.get();
        return now == null ? Optional.empty() : now.find(name);
    }

    /** {@return their names} */
    List<String> names() {
        VoiceProfiles now = profiles.get();
        return now == null ? List.of() : now.list().stream().map(VoiceProfile::name).toList();
    }

    /** Checks that a voice may speak. @throws AlanException when it may not */
    void check(String name) throws AlanException {
        Optional<Text> silenced = silenced(name);
        if (silenced.isPresent()) {
            throw new AlanException(silenced.get());
        }
    }

    /** {@return why a voice may not speak; empty if it may} */
    Optional<Text> silenced(String name) {
        Consent.State state = profile(name).map(VoiceProfile::consent).orElse(Consent.NONE).state();
        return switch (state) {
            case READ, OWN -> Optional.empty();
            case NONE -> Optional.of(Text.of("The voice %s may not speak before its person has allowed it: alan:voice-consent %s.", name, name));
            case REVOKED -> Optional.of(Text.of("The consent to the voice %s was taken back; its person can give it anew with alan:voice-consent %s.", name, name));
            case INVALID -> Optional.of(Text.of("The consent to the voice %s is not for these samples or not from this installation; give it anew with"
                    + " alan:voice-consent %s.", name, name));
        };
    }

    /** {@return the samples of a voice that an engine is shown} @throws AlanException when it may not speak, or is not here any more */
    List<Sample> samples(String name, String language, ContextWindow window) throws AlanException {
        VoiceProfiles now = profiles.get();
        if (now == null) {
            throw new AlanException("The voice %s is not here any more, because the bundle alan.voices was taken away.", name);
        }
        return now.samples(name, language, window, VoiceProfiles.share(window)).samples();
    }
}
