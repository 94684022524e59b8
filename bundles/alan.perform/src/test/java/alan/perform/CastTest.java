package alan.perform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.tts.Voice;
import alan.api.voice.Consent;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceSegment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CastTest {
    private static final Map<String, Cast.Own> LISTED = Map.of("joe", new Cast.Own(Set.of("en"), Set.of("piper-joe")), "any", new Cast.Own(Set.of(), Set.of()));

    @Test
    void voicesOfPeopleSpeakWhenTheyMay() throws Exception {
        Consent given = new Consent(Consent.State.READ, Instant.EPOCH, "I allow it.", 0.9);
        Cast cast = new Cast(LISTED, List.of(person("marta", given), person("leo", Consent.NONE)), Set.of("csm-1b"), false);
        assertThat(cast.role("marta").kept()).isTrue();
        assertThat(cast.role("marta").languages()).containsExactly("es");
        assertThat(cast.role("MARTA").name()).isEqualTo("marta");
        assertThat(cast.role("joe").speaks("es")).isFalse();
        assertThat(cast.role("any").speaks("es")).isTrue();
        assertThatThrownBy(() -> cast.role("leo")).isInstanceOf(AlanException.class).hasMessageContaining("there is no valid consent; alan:voice-consent leo");
        assertThatThrownBy(() -> cast.role("bob")).isInstanceOf(AlanException.class).hasMessage("there is no voice bob. There is: any, joe, leo, marta");
    }

    @Test
    void anotherRecordingIsAnotherState() throws Exception {
        Consent given = new Consent(Consent.State.OWN, Instant.EPOCH, "Mine.", null);
        VoiceProfile marta = person("marta", given);
        VoiceProfile again = new VoiceProfile("marta", Instant.EPOCH, List.of(), List.of(), List.of(), given);
        String state = new Cast(LISTED, List.of(marta), Set.of("csm-1b"), false).role("marta").state();
        assertThat(new Cast(LISTED, List.of(person("marta", given)), Set.of("csm-1b"), false).role("marta").state()).isEqualTo(state);
        assertThat(new Cast(LISTED, List.of(again), Set.of("csm-1b"), false).role("marta").state()).isNotEqualTo(state);
    }

    @Test
    void anotherModelOfTheSameVoiceIsAnotherState() throws Exception {
        Consent given = new Consent(Consent.State.OWN, Instant.EPOCH, "Mine.", null);
        Cast before = new CastSource(id -> true, List.of(new House.Listed(List.of("kokoro-82m"), new Voice("x", Set.of("en"), 1, ""))), null).now();
        Cast after = new CastSource(id -> true, List.of(new House.Listed(List.of("kokoro-2"), new Voice("x", Set.of("en"), 1, ""))), null).now();
        assertThat(after.role("x").state()).isNotEqualTo(before.role("x").state());
        assertThat(new Cast(LISTED, List.of(person("marta", given)), Set.of("csm-2b"), false).role("marta").state())
                .isNotEqualTo(new Cast(LISTED, List.of(person("marta", given)), Set.of("csm-1b"), false).role("marta").state());
    }

    @Test
    void anEngineThatListsNoVoicesMayHaveAnyIfItHasItsModel() throws Exception {
        assertThat(new CastSource(id -> false, List.of(new House.Listed(List.of())), null).now().role("alloy").name()).isEqualTo("alloy");
        assertThatThrownBy(() -> new CastSource(id -> false, List.of(new House.Listed(List.of("csm-1b"))), null).now().role("alloy"))
                .hasMessageContaining("there is no voice alloy, nor any other");
    }

    @Test
    void aVoiceOfTwoEnginesSpeaksWhatEitherDoes() throws Exception {
        Cast cast = new CastSource(id -> false, List.of(
                new House.Listed(List.of(), new Voice("x", Set.of("en"), 1, "")), new House.Listed(List.of(), new Voice("x", Set.of("es"), 1, ""))), null).now();
        assertThat(cast.role("x").languages()).containsExactlyInAnyOrder("en", "es");
    }

    private static VoiceProfile person(String name, Consent consent) {
        return new VoiceProfile(name, Instant.EPOCH, List.of(new VoiceSegment(1, "Hola.", "es", 3, List.of(), 40)), List.of(), List.of(), consent);
    }
}
