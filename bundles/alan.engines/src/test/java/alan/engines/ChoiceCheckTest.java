package alan.engines;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.Home;
import alan.api.engine.Engine;
import alan.api.stt.SpeechToText;
import alan.api.text.Text;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

class ChoiceCheckTest {
    @TempDir
    Path storage;

    private Framework framework;
    private EngineRegister register;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(
                Home.CONFIG, storage.toString(),
                Constants.FRAMEWORK_STORAGE, storage.resolve("felix").toString()));
        framework.start();
    }

    @AfterEach
    void stop() throws Exception {
        register.deactivate();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private void add(String name, int ranking) {
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(Engine.NAME, name, Constants.SERVICE_RANKING, ranking));
        framework.getBundleContext().registerService(SpeechToText.class, new FakeEngine(), properties);
    }

    private List<Text> problems(String stt) {
        FakeModels models = new FakeModels();
        register = new EngineRegister(framework.getBundleContext(), EngineRegisterTest.config(stt, 0, 0),
                new Chooser(framework.getBundleContext(), null, models), models);
        return register.problems();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whisper", "(alan.engine=w*)", "remote"})
    void whatChoosesAnEngineIsNoProblem(String stt) {
        add("whisper", 2);
        add("remote", 1);
        assertThat(problems(stt)).isEmpty();
    }

    @Test
    void anEngineThatIsNotThereIsNamedWithWhatThereIs() {
        add("remote", 1);
        add("whisper", 2);
        List<Text> problems = problems("pepe");
        assertThat(problems).extracting(Text::english).containsExactly("In " + storage.resolve("alan.engines.cfg")
                + ", stt = pepe is no engine that is here; there is: whisper, remote.");
        assertThat(problems.get(0).say(Locale.forLanguageTag("es"))).isEqualTo("En " + storage.resolve("alan.engines.cfg")
                + ", stt = pepe no es ningún motor de los que hay aquí; lo que hay: whisper, remote.");
    }

    @Test
    void theEngineThatWasProbablyMeantIsNamed() {
        add("whisper", 2);
        assertThat(problems("wisper(")).extracting(Text::english).singleElement().asString().contains("Did you mean whisper?");
    }

    @Test
    void aBrokenFilterIsNamed() {
        add("whisper", 2);
        assertThat(problems("(alan.engine=whisper")).extracting(Text::english).containsExactly("In " + storage.resolve("alan.engines.cfg")
                + ", stt = (alan.engine=whisper is no OSGi filter: mend it, or write an engine's name (whisper).");
    }

    @Test
    void aKindWithoutAnyEngineIsSaid() {
        assertThat(problems("whisper")).extracting(Text::english).singleElement().asString()
                .contains("stt = whisper chooses nothing, for there is no stt engine at all");
    }

    @Test
    void anEngineThatComesAMomentLaterIsNoProblem() throws Exception {
        Thread later = new Thread(() -> add("whisper", 1));
        add("remote", 1);
        FakeModels models = new FakeModels();
        register = new EngineRegister(framework.getBundleContext(), EngineRegisterTest.config("whisper", 0, 0),
                new Chooser(framework.getBundleContext(), null, models), models);
        later.start();
        assertThat(register.problems()).isEmpty();
        later.join();
    }
}
