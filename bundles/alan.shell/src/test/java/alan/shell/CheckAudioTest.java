package alan.shell;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.watermark.Mark;
import alan.api.watermark.Provenance.Source;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckAudioTest extends CommandsTestBase {
    private static final Source SOURCE = new Source(Instant.parse("2026-11-28T10:15:30Z"), "marta", "csm/onnx", "turn 12");

    @BeforeEach
    void recording() throws Exception {
        Files.createFile(folder.resolve("q.wav"));
    }

    @Test
    void itsOwnSoundHasAVoiceAndATime() throws Exception {
        marks.found = new Mark(7, 12);
        marks.source = SOURCE;
        assertThat(shell.run("check-audio q.wav")).startsWith("This sound was made by this Alan (mark 7/12).\n")
                .containsPattern("voice: +marta\n").containsPattern("engine: +csm/onnx\n").containsPattern("occasion: +turn 12\n")
                .containsPattern("when: +.*2026.*:30");
    }

    @Test
    void itsOwnSoundThatTheRegisterForgotIsStillItsOwn() throws Exception {
        marks.found = new Mark(7, 12);
        assertThat(shell.run("check-audio q.wav")).contains("by this Alan (mark 7/12), but its register");
    }

    @Test
    void anotherAlansSoundIsThatOnes() throws Exception {
        marks.found = new Mark(8, 12);
        marks.source = SOURCE; // nobody may ask the register for it
        assertThat(shell.run("check-audio q.wav")).contains("by another Alan (mark 8/12)").doesNotContain("marta");
    }

    @Test
    void unmarkedSoundIsNoFailure() throws Exception {
        assertThat(shell.run("check-audio q.wav")).startsWith("No mark was found").contains("It is short, though");
    }

    @Test
    void whatTheFileSaysOfItselfIsSaidAsThat() throws Exception {
        assertThat(shell.run("check-audio q.wav")).doesNotContain("says of itself");
        audio.tags = Map.of("artist", "Alan", "comment", "Synthetic speech, made by Alan");
        assertThat(shell.run("check-audio q.wav")).startsWith("No mark was found")
                .endsWith("The file says of itself, which anybody can have written: Synthetic speech, made by Alan\n");
        assertThat(new ObjectMapper().readTree(shell.run("check-audio q.wav --json")).at("/tags/artist").textValue()).isEqualTo("Alan");
    }

    @Test
    void jsonSaysTheSame() throws Exception {
        JsonNode none = new ObjectMapper().readTree(shell.run("check-audio q.wav --json"));
        assertThat(none.get("marked").booleanValue()).isFalse();
        assertThat(none.has("installation")).isFalse();

        marks.found = new Mark(7, 12);
        marks.source = SOURCE;
        JsonNode own = new ObjectMapper().readTree(shell.run("check-audio q.wav --json"));
        assertThat(own.get("marked").booleanValue()).isTrue();
        assertThat(own.get("thisInstallation").booleanValue()).isTrue();
        assertThat(own.get("serial").intValue()).isEqualTo(12);
        assertThat(own.get("voice").textValue()).isEqualTo("marta");
        assertThat(own.get("when").textValue()).isEqualTo("2026-11-28T10:15:30Z");
    }

    @Test
    void badInputIsOneSentence() {
        assertThat(failure("check-audio missing.wav").getMessage()).contains("missing.wav");
        assertThat(failure("check-audio").getMessage()).contains("FILE");
        marks.failure = new AlanException("The register is gone.");
        assertThat(failure("check-audio q.wav")).hasMessage("The register is gone.");
    }
}
