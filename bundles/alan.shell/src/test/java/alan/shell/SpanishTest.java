package alan.shell;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.text.Text;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a Spaniard reads. */
class SpanishTest extends CommandsTestBase {
    @Override
    Locale language() {
        return Locale.forLanguageTag("es-ES");
    }

    @Test
    void everyUsageIsInSpanish() throws Exception {
        for (String name : Commands.all().keySet()) {
            String usage = shell.run("alan:" + name + " --help");
            assertThat(usage).startsWith("Uso: alan:" + name + " ").contains("Muestra esta ayuda.");
            // Words of English that Spanish has not.
            assertThat(usage.split("[^\\p{L}]+")).doesNotContain("the", "The", "with", "without", "Without", "FILE", "NAME", "KIND", "VOICE");
        }
    }

    @Test
    void whatPicocliFindsWrongIsSaidInSpanish() {
        assertThat(failure("ask")).hasToString("alan: Falta TEXTO. Consulta alan:ask --help.");
        assertThat(failure("ask x --voice")).hasToString("alan: --voice necesita un valor: VOZ. Consulta alan:ask --help.");
        assertThat(failure("ask --languages x"))
                .hasToString("alan: alan:ask no tiene ninguna opción --languages. ¿Quisiste decir --language? Consulta alan:ask --help.")
                .hasMessage("alan:ask has no option --languages. Did you mean --language? See alan:ask --help.");
        assertThat(failure("help nonsense")).hasToString("alan: No existe el comando nonsense; alan:help los lista.");
    }

    @Test
    void whatOtherRoomsFindWrongIsSaidAsTheySayIt() {
        companion.failure = new AlanException(Text.of("The engine is missing.").in(Locale.FRENCH));
        assertThat(failure("ask hello")).hasToString("alan: The engine is missing.");
    }

    @Test
    void tablesAlign() throws Exception {
        Files.createFile(folder.resolve("q.wav"));
        assertThat(shell.run("hear q.wav --ask --out a.wav").lines()).containsExactly(
                "oído:      What is the moon?",
                "respuesta: The moon is a rock. It shines.",
                "",
                "etapa                  segundos  sonido  factor de tiempo real",
                "carga                      0,00",
                "reconocimiento de voz      0,60    1,50                   0,40",
                "primer token               0,21",
                "modelo de lenguaje         1,00    2,00                   0,50  40 tokens, 40,0 por segundo",
                "síntesis de voz            0,40    2,00                   0,20",
                "primer sonido              0,95",
                "total                      2,10",
                "motores:  llm llama",
                "sonido:   " + folder.resolve("a.wav") + ", 2,00 s");
        assertThat(shell.run("engines").lines().limit(2)).containsExactly(
                "tipo  nombre   backend  elegido  estado   dispositivo  memoria  idiomas     modelos          en uso por",
                "stt   whisper           sí       listo    cpu          148 MiB  99 idiomas  whisper-base     turn 12");
    }

    @Test
    void optionsAreParsedByTheTranslatedModelAsByTheOther() throws Exception {
        shell.run("say hola --voice joe --option speed=1.2 --option seed=7 --no-play --out s.wav");
        assertThat(companion.said.get(0).options()).hasSize(2).containsEntry("speed", "1.2");
        assertThat(audio.played).isEmpty();
    }

    @Test
    void numbersAndDatesAreWrittenAsSpaniardsDo() throws Exception {
        engines.details = Map.of("threshold", "0.5", "version", "1.2.3");
        assertThat(shell.run("engines")).contains("umbral 0,5").contains("version 1.2.3");
        assertThat(shell.run("turns")).contains("turno 1, 23 nov 2026").doesNotContain("2026-11");
        assertThat(shell.run("models").lines().findFirst().orElseThrow()).endsWith("nota");
    }

    @Test
    void jsonHasEnglishKeysAndNumbersWithADot() throws Exception {
        String out = shell.run("ask hola --json --no-speech");
        assertThat(out).contains("\"firstSound\" : 0.95");
        assertThat(new ObjectMapper().readTree(out).at("/realTimeFactors/tts").asDouble()).isEqualTo(0.2);
    }
}
