package alan.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.companion.Turn;
import alan.api.tts.SpeechRequest;
import alan.api.voice.Consent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who speaks where nobody is named. */
@Timeout(30)
class HouseVoiceTest {
    private static final String TEXT = "It is noon.";

    private final House house = new House();

    /** {@return what an engine was asked for} */
    private SpeechRequest spoken(String engine, String voice, String language) throws AlanException {
        int before = house.engines.tts.requests.size();
        try (var sound = house.companion.say(new SpeechRequest(TEXT, engine, voice, language, Map.of()))) {
            while (sound.read() != null) {
                continue;
            }
        }
        return house.engines.tts.requests.get(before);
    }

    @Test
    void itSpeaksWhatItKnowsTheLanguageOf() throws Exception {
        assertThat(spoken(null, null, "es").voice()).isNull();
        house.voice.use("ana");
        assertThat(house.voice.name()).isEqualTo("ana");
        assertThat(house.written).containsEntry("alan.companion voice", "ana");
        assertThat(spoken(null, null, "es").voice()).isEqualTo("ana");
        assertThat(spoken(null, null, "en").voice()).as("it speaks Spanish only").isNull();
        assertThat(spoken(null, "joe", "en").voice()).as("somebody was named").isEqualTo("joe");
        assertThat(spoken("fake", null, "es").voice()).as("an engine was named").isNull();
        house.voice.use(null);
        assertThat(house.voice.name()).isNull();
        assertThat(house.written).containsEntry("alan.companion voice", "");
        assertThat(spoken(null, null, "es").voice()).isNull();
    }

    @Test
    void itAnswersForAPersonaThatHasNone() throws Exception {
        house.voice.use("joe");
        house.engines.llm.writes("It is noon.");
        try (Turn turn = house.companion.begin(House.text("What time is it?", null))) {
            House.readAll(turn);
        }
        assertThat(house.engines.tts.requests.get(0).voice()).isEqualTo("joe");
    }

    @Test
    void aPersonsVoiceIsShownToAnEngineOnlyWithConsent() throws Exception {
        house.profiles = new FakeProfiles().with("marta", Consent.State.READ).with("old", Consent.State.REVOKED);
        house.engines.tts.imitates = true;
        house.voice.use("marta");
        assertThat(spoken(null, null, "en").context().voice()).isNotEmpty();
        house.voice.use("old");
        assertThat(spoken(null, null, "en").context().voice()).isEmpty();
    }

    @Test
    void whatCannotBeRememberedIsNotChosen() throws Exception {
        house.voice.use("joe");
        house.unwritable = new AlanException("The disk is full.");
        assertThatThrownBy(() -> house.voice.use("ana")).hasMessage("The disk is full.");
        assertThat(house.voice.name()).isEqualTo("joe");
    }

    @Test
    void aFileThatIsEditedByHandCounts() {
        house.voice.modified(Configs.of(CompanionComponent.Config.class, Map.of("voice", " ana ")));
        assertThat(house.voice.name()).isEqualTo("ana");
        house.voice.modified(Configs.of(CompanionComponent.Config.class, Map.of()));
        assertThat(house.voice.name()).isNull();
    }
}
