package alan.companion;

import static alan.companion.House.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.companion.Persona;
import alan.api.companion.TurnRequest;
import alan.api.llm.Message;
import java.util.List;
import alan.api.text.Text;
import org.junit.jupiter.api.Test;

class PersonasTest {
    private final ConfiguredPersona alan = Configs.persona("alan", " You are Alan. ", "", "");
    private final ConfiguredPersona maria = Configs.persona("maria", "Eres María.", "ana", "es_ES");
    private final ConfiguredPersona bob = Configs.persona("bob", "You are Bob.", "joe", "");
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
        readAll(house.companion.begin(to("Maria", null, "Hello")));
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
    void oneWithoutAPromptOrWithAStrangeLanguageIsRefusedWithItsFilesName() {
        House other = new House(Configs.persona("eva", " ", "", ""), Configs.persona("max", "You are Max.", "", "Spanish"));
        assertThatThrownBy(() -> other.companion.begin(to("eva", null, "Hello")))
                .isInstanceOf(AlanException.class).hasMessageContaining("prompt").hasMessageEndingWith("config/alan.persona-eva.cfg.");
        assertThatThrownBy(() -> other.companion.begin(to("max", null, "Hello")))
                .isInstanceOf(AlanException.class).hasMessageContaining("Spanish is no code").hasMessageContaining("config/alan.persona-max.cfg");
    }

    @Test
    void twoOfOneNameAreRefusedWithTheirFilesNames() throws AlanException {
        House other = new House(alan, Configs.persona("eva", "You are Eva.", "", "", "file:/c/alan.persona-a.cfg"),
                Configs.persona("Eva", "You are Eva, too.", "", "", "file:/c/alan.persona-b.cfg"));
        assertThatThrownBy(() -> other.companion.begin(to("eva", null, "Hello")))
                .isInstanceOf(AlanException.class)
                .hasMessage("There are several personas Eva (config/alan.persona-a.cfg, config/alan.persona-b.cfg); give each a name of its own.");
        readAll(other.companion.begin(to("alan", null, "Hello")));
    }

    @Test
    void filesThatAreNotFitForUseAreSaidBeforeAnybodyAsks() {
        ConfiguredPersona nameless = Configs.persona("", "I am nobody.", "", "", "file:/c/alan.persona-a.cfg");
        ConfiguredPersona mute = Configs.persona("bob", " ", "", "", "file:/c/alan.persona-b.cfg");
        ConfiguredPersona twin = Configs.persona("Alan", "You are Alan, too.", "", "", "file:/c/alan.persona-c.cfg");
        assertThat(new PersonaCheck(List.of(alan, maria)).problems()).isEmpty();
        assertThat(new PersonaCheck(List.of(twin, mute, nameless, alan)).problems()).extracting(Text::english).satisfiesExactly(
                first -> assertThat(first).contains("without a name", "config/alan.persona-a.cfg"),
                second -> assertThat(second).contains("bob", "no prompt", "config/alan.persona-b.cfg"),
                third -> assertThat(third).startsWith("There are several personas "));
    }

    @Test
    void theShippedSpanishOneIsSpanish() throws Exception {
        java.util.Properties file = new java.util.Properties();
        // As FileInstall is told to read it: UTF-8.
        try (java.io.Reader in = java.nio.file.Files.newBufferedReader(java.nio.file.Path.of("../../config/alan.persona-alba.cfg"))) {
            file.load(in);
        }
        ConfiguredPersona alba = Configs.persona(file.getProperty("name"), file.getProperty("prompt"), file.getProperty("voice"),
                file.getProperty("language"));
        alba.check();
        assertThat(alba.persona().name()).isEqualTo("alba");
        assertThat(alba.persona().language()).isEqualTo("es");
        assertThat(alba.persona().prompt()).contains("cálida").doesNotContain("Ã", "\\");
    }

    @Test
    void anUnknownOneIsRefusedWithTheNamesOfTheOthers() {
        assertThatThrownBy(() -> house.companion.begin(to("zoe", null, "Hello")))
                .isInstanceOf(AlanException.class).hasMessageContaining("zoe").hasMessageContaining("alan, bob, maria");
        assertThatThrownBy(() -> house.companion.begin(to("Mario", null, "Hello"))).hasMessageContaining("Did you mean maria?");
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
