package alan.companion;

import static alan.companion.House.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.companion.Persona;
import alan.api.companion.TurnRequest;
import alan.api.llm.Message;
import org.junit.jupiter.api.Test;

class PersonasTest {
    private final ConfiguredPersona alan = Configs.persona("alan", " You are Alan. ", "", "");
    private final ConfiguredPersona maria = Configs.persona("maria", "Eres María.", "ana", "es_ES");
    private final ConfiguredPersona bob = Configs.persona("bob", "", "joe", "");
    private final House house = new House(bob, maria, alan);

    private static TurnRequest to(String persona, String language, String question) {
        return new TurnRequest(null, question, persona, null, language, true, null);
    }

    @Test
    void theDefaultComesFirstThenTheOthersByName() {
        assertThat(house.companion.personas()).extracting(Persona::name).containsExactly("alan", "bob", "maria");
        assertThat(house.companion.personas().get(0)).isEqualTo(new Persona("alan", "You are Alan.", null, null));
    }

    @Test
    void withoutAnyThereIsABuiltInOne() throws AlanException {
        House empty = new House();
        assertThat(empty.companion.personas()).extracting(Persona::name).containsExactly("alan");
        readAll(empty.companion.begin(to("alan", null, "Hello")));
        assertThat(empty.engines.llm.prompts.get(0).get(0).role()).isEqualTo(Message.Role.SYSTEM);
    }

    @Test
    void theOneThatIsAskedAnswersInItsLanguageAndVoice() throws AlanException {
        readAll(house.companion.begin(to("Maria", "en", "Hello")));
        assertThat(house.engines.llm.prompts.get(0)).containsExactly(Message.system("Eres María."), Message.user("Hello"));
        assertThat(house.engines.given).contains("tts es turn 1");
        assertThat(house.engines.tts.requests).allSatisfy(request -> assertThat(request.voice()).isEqualTo("ana"));
    }

    @Test
    void aVoiceThatDoesNotSpeakTheQuestionsLanguageGivesWayToTheDefaultOne() throws AlanException {
        readAll(house.companion.begin(to("bob", "es", "Hola")));
        readAll(house.companion.begin(to("bob", "en", "Hello")));
        readAll(house.companion.begin(to("bob", null, "Hello")));
        assertThat(house.engines.tts.requests)
                .extracting(request -> request.voice())
                .containsExactly(null, null, "joe", "joe", "joe", "joe");
    }

    @Test
    void withoutAPromptThereIsNoSystemMessage() throws AlanException {
        readAll(house.companion.begin(to("bob", null, "Hello")));
        assertThat(house.engines.llm.prompts.get(0)).containsExactly(Message.user("Hello"));
    }

    @Test
    void anUnknownOneIsRefusedWithTheNamesOfTheOthers() {
        assertThatThrownBy(() -> house.companion.begin(to("zoe", null, "Hello")))
                .isInstanceOf(AlanException.class).hasMessageContaining("zoe").hasMessageContaining("alan, bob, maria");
        assertThat(house.companion.recent()).isEmpty();
    }

    @Test
    void aDefaultThatIsNotThereIsSaidSo() {
        House other = new House(bob);
        assertThatThrownBy(() -> other.companion.begin(TurnRequest.ofText("Hello")))
                .isInstanceOf(AlanException.class).hasMessageContaining("alan.companion.cfg").hasMessageContaining("bob");
    }

    @Test
    void oneWithoutANameCannotBeAsked() {
        House other = new House(Configs.persona("", "I am nobody.", "", ""), bob);
        assertThat(other.companion.personas()).extracting(Persona::name).containsExactly("bob");
    }
}
