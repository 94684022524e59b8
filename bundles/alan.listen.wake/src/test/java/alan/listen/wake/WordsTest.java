package alan.listen.wake;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.engine.EngineKind;
import alan.api.listen.WakeWord.Name;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.Models;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static InstalledModel model(String engine, Set<String> languages, String... files) {
        Map<String, Path> paths = new LinkedHashMap<>();
        Arrays.stream(files).forEach(file -> paths.put(file, Path.of("/models", engine, languages.toString(), file)));
        return new InstalledModel(new Model(engine + languages, "", EngineKind.WAKE, engine, languages, "", 0, List.of(), Map.of()), paths);
    }

    private static Models models(InstalledModel... installed) {
        return (Models) Proxy.newProxyInstance(Models.class.getClassLoader(), new Class<?>[] {Models.class}, (proxy, method, arguments) -> {
            assertThat(method.getName()).isEqualTo("installed");
            assertThat(arguments).containsExactly(EngineKind.WAKE);
            return List.of(installed);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "hey_jarvis_v0.1.onnx, hey_jarvis, Hey Jarvis", "alexa_v0.1.onnx, alexa, Alexa", "hola_alan.onnx, hola_alan, Hola Alan",
        "Ok-Casa-v12.ONNX, ok-casa, Ok Casa",
        "olá_v_casa_v1.2.3.onnx, olá_v_casa, Olá V Casa", "_v1.onnx, _v1, V1", "words/computer.onnx, computer, Computer"
    })
    void aFileIsNamedAfterItsPhrase(String file, String id, String phrase) {
        assertThat(Words.id(file)).isEqualTo(id);
        assertThat(Words.phrase(id)).isEqualTo(phrase);
    }

    @Test
    void allFilesOfTheEnginesModelsAreWordsButTheSharedOnes() {
        var words = Words.of(models(
                model("openwakeword", Set.of("en"), "melspectrogram.onnx", "embedding_model.onnx", "alexa_v0.1.onnx", "readme.txt"),
                model("another", Set.of(), "computer.onnx"),
                model("openwakeword", Set.of("es"), "hola_alan.onnx")));
        assertThat(words.values()).extracting(Words.Word::name)
                .containsExactly(new Name("alexa", "Alexa", Set.of("en")), new Name("hola_alan", "Hola Alan", Set.of("es")));
    }

    @Test
    void onesOwnWordStandsInForThatOfTheCatalogue() {
        InstalledModel own = model("openwakeword", Set.of("es"), "alexa.onnx");
        var words = Words.of(models(model("openwakeword", Set.of("en"), "alexa_v0.1.onnx"), own));
        assertThat(words).hasSize(1);
        assertThat(words.get("alexa").file()).isEqualTo(own.file("alexa.onnx"));
    }
}
