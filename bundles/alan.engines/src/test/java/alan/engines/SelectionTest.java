package alan.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Lease;
import alan.api.stt.SpeechToText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** Choosing while configurations replace engines, as ConfigurationAdmin and the component runtime do. */
class SelectionTest {
    private static final String WHISPER = "alan.stt.whisper";

    @TempDir
    Path storage;

    private Framework framework;
    private BundleContext context;
    private EngineRegister register;
    private ServiceRegistration<SpeechToText> whisper;
    private volatile FakeEngine engine;
    private volatile boolean replacesOnEveryChoice;
    private final FakeModels models = new FakeModels();
    private final ConfigurationsThatReplace configurations = new ConfigurationsThatReplace(this::configured);

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(
                Home.CONFIG, storage.toString(),
                Constants.FRAMEWORK_STORAGE, storage.resolve("felix").toString()));
        framework.start();
        context = framework.getBundleContext();
        models.add("base", "Base", EngineKind.STT, true);
        models.add("small", "Small", EngineKind.STT, true);
        register("base");
        register = new EngineRegister(context, EngineRegisterTest.config("", 60, 60), new Chooser(context, configurations.admin(), models), models);
    }

    @AfterEach
    void stop() throws Exception {
        register.modified(EngineRegisterTest.config("", 0, 0));
        configurations.close();
        register.deactivate();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private void register(String model) {
        FakeEngine renewed = new FakeEngine();
        renewed.failure = model.equals("broken") ? "The model broken is damaged." : null;
        engine = renewed;
        whisper = context.registerService(SpeechToText.class, renewed,
                new Hashtable<>(Map.of(Engine.NAME, "engine", "component.name", WHISPER, "model", model)));
    }

    /** What the component runtime does. */
    private void configured(String pid, Dictionary<String, Object> properties) {
        if (pid.equals(WHISPER) || replacesOnEveryChoice) {
            Object before = whisper.getReference().getProperty("model");
            Object now = properties.get("model") == null ? "base" : properties.get("model");
            whisper.unregister();
            register((String) (pid.equals(WHISPER) ? now : before));
        }
        if (pid.equals(EngineRegister.PID)) {
            String stt = (String) properties.get("stt");
            register.modified(EngineRegisterTest.config(stt == null ? "" : stt, 60, 60));
        }
    }

    private void inForce(String text) throws Exception {
        Files.writeString(storage.resolve(WHISPER + ".cfg"), text);
        Hashtable<String, Object> properties = new Hashtable<>(Map.of("model", "base"));
        properties.put("felix.fileinstall.filename", storage.resolve(WHISPER + ".cfg").toFile().toURI().toString());
        configurations.inForce(WHISPER, properties);
    }

    @Test
    void choosingTheModelThatIsSetAlreadyReplacesNothing() throws Exception {
        inForce("model=base\n");
        FakeEngine before = engine;
        EngineStatus status = register.use(EngineKind.STT, "base", null);
        assertThat(status.state()).isEqualTo(EngineStatus.State.READY);
        assertThat(status.chosen()).isTrue();
        assertThat(engine).isSameAs(before);
        assertThat(before.loads).isEqualTo(1);
        assertThat(configurations.updated).containsExactly(EngineRegister.PID);
        assertThat(storage.resolve(WHISPER + ".cfg")).hasContent("model=base");

        register.use(EngineKind.STT, "base", null);
        assertThat(configurations.updated).containsExactly(EngineRegister.PID);
    }

    @Test
    void choosingTheModelThatIsTheDefaultReplacesNothing() throws Exception {
        register.use(EngineKind.STT, "base", null);
        assertThat(configurations.updated).containsExactly(EngineRegister.PID);
        assertThat(storage.resolve(WHISPER + ".cfg")).doesNotExist();
    }

    @Test
    void whoeverStoodInForAnEngineStandsInForTheOneThatIsChosenNow() throws Exception {
        context.registerService(SpeechToText.class, new FakeEngine(), new Hashtable<>(Map.of(Engine.NAME, "other")));
        register.modified(EngineRegisterTest.config("remote, engine", 60, 60));
        register.use(EngineKind.STT, "other", null);
        assertThat(storage.resolve("alan.engines.cfg")).hasContent("stt = other, remote, engine");
        register.use(EngineKind.STT, "engine", null);
        assertThat(storage.resolve("alan.engines.cfg")).hasContent("stt = engine, other, remote");
    }

    @Test
    void anEngineThatIsReplacedWhileItIsChosenIsChosenAllTheSame() throws Exception {
        replacesOnEveryChoice = true;
        EngineStatus status = register.use(EngineKind.STT, "small", null);
        assertThat(status.name()).isEqualTo("engine");
        assertThat(status.chosen()).isTrue();
        assertThat(storage.resolve("alan.engines.cfg")).hasContent("stt = engine");
        assertThat(storage.resolve(WHISPER + ".cfg")).hasContent("model = small");
    }

    @Test
    void aModelIsSwappedWhenTheTurnThatHoldsTheOldOneHasEnded() throws Exception {
        FakeEngine old = engine;
        Lease<SpeechToText> turn = register.lease(SpeechToText.class, null, "turn 1");
        CompletableFuture<EngineStatus> swap = CompletableFuture.supplyAsync(() -> {
            try {
                return register.use(EngineKind.STT, "small", null);
            } catch (AlanException e) {
                throw new IllegalStateException(e);
            }
        });
        while (register.list().get(0).state() != EngineStatus.State.LEAVING) {
            Thread.onSpinWait();
        }
        assertThat(swap).isNotDone();
        assertThat(turn.engine()).isSameAs(old);
        turn.close();
        assertThat(swap.get(10, TimeUnit.SECONDS).state()).isEqualTo(EngineStatus.State.READY);
        // Asked of the framework: who registered it may not have come back yet.
        assertThat(context.getServiceReference(SpeechToText.class).getProperty("model")).isEqualTo("small");
    }

    @Test
    void aModelThatCannotBeLoadedIsTakenBack() throws Exception {
        inForce("model=base\n");
        models.add("broken", "Broken", EngineKind.STT, true);
        assertThatThrownBy(() -> register.use(EngineKind.STT, "broken", null)).hasMessage("The model broken is damaged.");
        assertThat(storage.resolve(WHISPER + ".cfg")).hasContent("model=base");
        assertThat(storage.resolve("alan.engines.cfg")).doesNotExist();
        assertThat(configurations.updated).isEqualTo(List.of(WHISPER, WHISPER));
    }
}
