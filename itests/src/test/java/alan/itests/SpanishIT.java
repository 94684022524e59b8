package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.Pcm;
import alan.testing.ScriptedEndpoint;
import alan.testing.Wav;
import alan.testing.WordErrorRate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alan en español, with the program as a user starts it. The language model is a scripted one on another machine, as far as the program can tell, since none that knows
 * Spanish can be had from a package registry; hearing and speaking are real.
 */
class SpanishIT {
    private static final String QUESTION = "¿Qué es la luna?";
    private static final String ANSWER = "La luna es el único satélite natural de la Tierra. Gira alrededor de ella una vez al mes.";

    private Path home;
    private Path data;
    private Path config;

    @TempDir
    Path folder;

    @BeforeEach
    void distribution() throws Exception {
        home = Archive.home();
        data = Distribution.data("spanish");
        config = Files.createDirectory(folder.resolve("config"));
        for (Path file : Distribution.list(home.resolve("config"))) {
            Files.copy(file, config.resolve(file.getFileName()));
        }
    }

    private AlanProcess.Result alan(String locale, String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("LANG", locale, "LC_ALL", "", "LANGUAGE", "", "HF_HUB_OFFLINE", "1"));
        environment.put("ALAN_CONFIG", config.toString());
        return AlanProcess.run(home, data, environment, arguments);
    }

    private Path spokenQuestion() throws Exception {
        Path file = folder.resolve("pregunta.wav");
        AlanProcess.Result said = alan("es_ES.UTF-8", "run", "alan:say '" + QUESTION + "' --language es --out '" + file + "'");
        assertThat(said.status()).as(said.err()).isZero();
        return file;
    }

    private void languageModelElsewhere(ScriptedEndpoint elsewhere) throws IOException {
        Files.writeString(config.resolve("alan.remote-cocina.cfg"), "url = " + elsewhere.url() + "\nchat.model = guion\n");
    }

    @Test
    void theDemoAnswersASpanishQuestionInSpanish() throws Exception {
        try (ScriptedEndpoint elsewhere = ScriptedEndpoint.start().chat(question -> ANSWER)) {
            languageModelElsewhere(elsewhere);
            Path out = folder.resolve("demo");
            AlanProcess.Result result = alan("es_ES.UTF-8", "demo", spokenQuestion().toString(), "--out", out.toString());
            assertThat(result.err()).isEmpty();
            assertThat(result.status()).isZero();
            JsonNode turn = new ObjectMapper().readTree(out.resolve("turn.json").toFile()).path("record");
            assertThat(WordErrorRate.of(QUESTION, turn.path("question").asText()).rate()).isZero();
            assertThat(turn.path("language").asText()).isEqualTo("es");
            assertThat(turn.path("answer").asText()).isEqualTo(ANSWER);
            assertThat(elsewhere.requests("/v1/chat/completions")).singleElement()
                    .satisfies(request -> assertThat(request.json().toString()).contains("Responde en español."));

            AlanProcess.Result heard = alan("es_ES.UTF-8", "run", "alan:hear '" + out.resolve("answer.wav") + "'");
            assertThat(heard.status()).as(heard.err()).isZero();
            assertThat(WordErrorRate.of(ANSWER, heard.out().lines().findFirst().orElse("")).rate()).isLessThanOrEqualTo(0.08);
        }
    }

    @Test
    void aTypedQuestionIsAnsweredInItsLanguageWhateverTheUsersIs() throws Exception {
        try (ScriptedEndpoint elsewhere = ScriptedEndpoint.start().chat(question -> ANSWER)) {
            languageModelElsewhere(elsewhere);
            Path sound = folder.resolve("respuesta.wav");
            AlanProcess.Result result = alan("en_US.UTF-8", "run", "alan:ask '" + QUESTION + "' --out '" + sound + "'; alan:ask --no-speech 'What is the moon?'");
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).contains(ANSWER);
            assertThat(elsewhere.requests("/v1/chat/completions")).as("the English question stays in the house").hasSize(1);
            assertThat(sound).isNotEmptyFile();
        }
    }

    @Test
    void withTheSmallEnglishModelAloneItSaysSoInSpanishAndWhatToInstall() throws Exception {
        Path sound = folder.resolve("respuesta.wav");
        AlanProcess.Result result = alan("en_US.UTF-8", "run", "alan:ask '" + QUESTION + "' --out '" + sound + "'");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.err()).contains("español", "alan:model-get");
    }

    @Test
    void theMessagesAndTheHelpAreInTheUsersLanguage() throws Exception {
        assertThat(alan("es_MX.UTF-8", "run", "alan:help ask").out()).contains("Uso:", "pregunta").doesNotContain("Usage", "question");
        assertThat(alan("de_DE.UTF-8", "run", "alan:help ask").out()).contains("Usage:", "question");
        assertThat(alan("es_ES.UTF-8", "--help").out()).contains("compañero");
    }

    @Test
    void aSecondMachineTakesOverWhenTheFirstIsDown() throws Exception {
        try (ScriptedEndpoint first = ScriptedEndpoint.start().chat(question -> "Soy la primera.");
                ScriptedEndpoint second = ScriptedEndpoint.start().chat(question -> "Soy la segunda.")) {
            Files.writeString(config.resolve("alan.remote-uno.cfg"), "url = " + first.url() + "\nchat.model = guion\nrank = 1\n");
            Files.writeString(config.resolve("alan.remote-dos.cfg"), "url = " + second.url() + "\nchat.model = guion\nrank = 2\n");
            assertThat(alan("es_ES.UTF-8", "run", "alan:ask --no-speech '" + QUESTION + "'").out()).contains("Soy la primera.");
            first.goAway();
            AlanProcess.Result result = alan("es_ES.UTF-8", "run", "alan:ask --no-speech '" + QUESTION + "'; alan:engines");
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).contains("Soy la segunda.", "uno", "dos");
        }
    }

    @Test
    void aVoiceElsewhereSpeaks() throws Exception {
        Pcm tone = ScriptedEndpoint.tone("Hola.");
        try (ScriptedEndpoint elsewhere = ScriptedEndpoint.start().speech(text -> tone)) {
            Files.writeString(config.resolve("alan.remote-voz.cfg"), "url = " + elsewhere.url() + "\nspeech.model = guion\nspeech.voice = tono\n");
            Path file = folder.resolve("tono.wav");
            AlanProcess.Result result = alan("es_ES.UTF-8", "run", "alan:say Hola. --engine remote --out '" + file + "'");
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(Wav.read(file).samples()).hasSameSizeAs(tone.samples());
            assertThat(List.of(elsewhere.requests("/v1/audio/speech").get(0).json().path("input").asText())).containsExactly("Hola.");
        }
    }
}
