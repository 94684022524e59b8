package alan.shell;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.voice.Consent;
import alan.api.voice.VoiceProfiles.Evidence;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VoiceCommandsTest extends CommandsTestBase {
    private final ObjectMapper json = new ObjectMapper();

    VoiceCommandsTest() {
        keeps = true;
    }

    @BeforeEach
    void config() throws IOException {
        Files.createDirectory(folder.resolve("config"));
    }

    @Test
    void keptVoicesStandBelowThoseOfEngines() throws Exception {
        assertThat(shell.run("voices").lines()).containsExactly(
                "voice             engine  languages  description",
                "en_US-joe-medium  piper   en         English (US)",
                "",
                "voice  languages  seconds  segments  consent",
                "marta  en,es         86.5         3  not given");
        assertThat(shell.run("voices --language es").lines()).hasSize(2).element(1).asString().startsWith("marta ");
        assertThat(shell.run("voices --language fr")).isEmpty();
        JsonNode document = json.readTree(shell.run("voices --json"));
        assertThat(document.at("/people/0/name").asText()).isEqualTo("marta");
        assertThat(document.at("/people/0/consent/state").asText()).isEqualTo("NONE");
        assertThat(document.at("/piper/0/name").asText()).isEqualTo("en_US-joe-medium");
    }

    @Test
    void aVoiceIsShownWithWhatAModelIsShownOfIt() throws Exception {
        profiles.grant("marta", new Evidence(Consent.State.READ, "I allow it.", "i allow it", 0.83));
        assertThat(shell.run("voice-show marta").lines().map(line -> line.replaceFirst("given, .*? \"", "given, WHEN \""))).containsExactly(
                "voice:   marta",
                "sound:   86.5 s in 3 segments (en, es)",
                "consent: given, WHEN \"I allow it.\", similarity 0.83",
                "to mend: The speech is quiet (38 dB below full scale); go closer to the microphone or turn it up.",
                "",
                "   seconds  language  clear, dB  shown  doubtful  text",
                "1      4.0  en               28  yes    morning   Good morning to you.",
                "2      2.5  es               31  yes              ¿Llueve?",
                "3     80.0  en               30                   A long story.",
                "",
                "CSM's window has 2,048 positions, 164 s of sound; half of it, 82 s, is for the voice. Tokens of texts are guessed, for none is loaded.",
                "A model is shown, in this order, 6.5 s; with their texts they take 101 positions, as much as 8 s:",
                "  1  Because of 1.",
                "  2  Because of 2.");
        assertThat(profiles.calls).containsExactly("choose null 1024");
        shell.run("voice-show marta -l es");
        assertThat(profiles.calls).endsWith("choose es 1024");
    }

    @Test
    void theWindowOfALoadedEngineCountsAndItsLeaseIsGivenBack() throws Exception {
        engines.window = true;
        assertThat(shell.run("voice-show marta")).contains("The window of piper has 1,000 positions, 100 s of sound; half of it, 50 s, is for the voice.");
        assertThat(profiles.calls).containsExactly("choose null 500");
        assertThat(engines.calls).containsExactly("lease piper", "release");
    }

    @Test
    void aVoiceIsOneDocument() throws Exception {
        JsonNode document = json.readTree(shell.run("voice-show marta --json"));
        assertThat(document.at("/voice/segments/1/text").asText()).isEqualTo("¿Llueve?");
        assertThat(document.at("/voice/findings/0/kind").asText()).isEqualTo("QUIET");
        assertThat(document.at("/shown/segments/1/number").asInt()).isEqualTo(2);
        assertThat(document.at("/shown/segments/1/reason").asText()).isEqualTo("Because of 2.");
        assertThat(document.at("/window/forVoice").asInt()).isEqualTo(1_024);
        assertThat(document.at("/window/engine").isNull()).isTrue();
    }

    @Test
    void whatIsPinnedAndDoesNotFitIsToldAmongTheRest() throws Exception {
        assertThat(shell.run("voice-pin marta 3 1")).isEqualTo("marta: a model is shown the segments 3, 1\n");
        assertThat(profiles.marta.pinned()).containsExactly(3, 1);
        assertThat(shell.run("voice-show marta").lines()).endsWith("The pinned segments do not fit.").anyMatch(line -> line.matches("3 .* pinned .*"));
        assertThat(json.readTree(shell.run("voice-show marta --json")).at("/problem").asText()).isEqualTo("The pinned segments do not fit.");
        assertThat(shell.run("voice-pin marta")).isEqualTo("marta: the segments that a model is shown are chosen for it\n");
        assertThat(profiles.marta.pinned()).isEmpty();
        assertThat(failure("voice-pin marta one").status()).isEqualTo(2);
    }

    @Test
    void aTextIsCorrected() throws Exception {
        assertThat(shell.run("voice-edit marta 1 Good evening to all.")).isEqualTo("1 Good evening to all.\n");
        assertThat(profiles.marta.segments().get(0).doubtful()).isEmpty();
        assertThat(failure("voice-edit marta 1").status()).isEqualTo(2);
        assertThat(failure("voice-edit marta one two").status()).isEqualTo(2);
        assertThat(failure("voice-edit leo 1 Hello.")).hasMessage("There is no voice leo here.");
    }

    @Test
    void aConsentIsTakenBack() throws Exception {
        assertThat(shell.run("voice-revoke marta")).isEqualTo("marta: the consent is taken back, and the voice speaks no more\n");
        assertThat(shell.run("voices")).contains("taken back");
    }

    @Test
    void aVoiceIsRemoved() throws Exception {
        assertThat(shell.run("voice-remove marta")).isEqualTo("marta: removed\n");
        assertThat(profiles.marta).isNull();
        assertThat(failure("voice-remove marta").status()).isEqualTo(1);
    }

    @Test
    void voicesLeaveAndCome() throws Exception {
        assertThat(shell.run("voice-export marta m.zip")).isEqualTo("marta: written into " + folder.resolve("m.zip") + "\n");
        assertThat(shell.run("voice-import m.zip --name ana")).contains("marta  en,es");
        assertThat(shell.err()).contains("A voice without a consent of this installation does not speak; alan:voice-consent marta asks.");
        assertThat(profiles.calls).containsExactly("export marta " + folder.resolve("m.zip"), "import " + folder.resolve("m.zip") + " ana");
        assertThat(json.readTree(shell.run("voice-import m.zip --json")).at("/0/name").asText()).isEqualTo("marta");
    }

    @Test
    void aPersonaIsAFile() throws Exception {
        Path file = folder.resolve("config/alan.persona-señor-1.cfg");
        shell.run("persona-new señor-1 --voice marta --prompt 'Eres un señor.\nResponde \\ con calma.' --language es");
        assertThat(file).hasContent("name = señor-1\nprompt = Eres un señor.\\nResponde \\\\ con calma.\nvoice = marta\nlanguage = es\n");
        assertThat(shell.out()).isEqualTo("señor-1: written into " + file + "; alan:ask --persona señor-1 asks it\n");
        assertThat(shell.err()).contains("alan:voice-consent marta asks");
        assertThat(failure("persona-new SEÑOR-1 --prompt Hola.")).hasMessage(
                "There is a persona SEÑOR-1 already; choose another name, or change its file in " + folder.resolve("config") + ".");
        assertThat(folder.resolve("config").toFile().list()).containsExactly("alan.persona-señor-1.cfg");
    }

    @Test
    void whatIsNoPersonaIsRefused() throws Exception {
        assertThat(failure("persona-new Alan --prompt Hello.")).hasMessageStartingWith("There is a persona Alan already");
        assertThat(failure("persona-new leo").status()).isEqualTo(2);
        assertThat(failure("persona-new ../leo --prompt Hello.").status()).isEqualTo(2);
        assertThat(failure("persona-new leo --prompt ' '").status()).isEqualTo(2);
        assertThat(failure("persona-new leo --prompt 'a ${b}'").status()).isEqualTo(2);
        assertThat(failure("persona-new leo --prompt Hello. --language klingon").status()).isEqualTo(2);
        assertThat(failure("persona-new leo --prompt Hello. --voice nobody")).hasMessage("There is no voice nobody here; alan:voices lists those that are.");
        assertThat(Files.list(folder.resolve("config"))).isEmpty();
    }
}
