package alan.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineStatus;
import alan.api.engine.Lease;
import alan.api.stt.SpeechToText;
import alan.api.stt.Transcription;
import java.lang.annotation.Annotation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** The register over the service registry of a real framework; the engines are fakes. */
class EngineRegisterTest {
    private static final int NO_PATIENCE = 0;

    @TempDir
    Path storage;

    private Framework framework;
    private BundleContext context;
    private EngineRegister register;

    @BeforeEach
    void startFramework() throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, storage.resolve("felix").toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT));
        framework.start();
        context = framework.getBundleContext();
    }

    @AfterEach
    void stopFramework() throws Exception {
        if (register != null) {
            // Leases that a test has left open would hold the end up.
            register.modified(config("", 0, NO_PATIENCE));
            register.deactivate();
        }
        framework.stop();
        framework.waitForStop(10_000);
    }

    private EngineRegister register(String stt, int deadlineSeconds, int patienceSeconds) {
        register = new EngineRegister(context, config(stt, deadlineSeconds, patienceSeconds), null);
        return register;
    }

    private ServiceRegistration<SpeechToText> add(FakeEngine engine, String name, int ranking) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Engine.NAME, name);
        properties.put(Constants.SERVICE_RANKING, ranking);
        return context.registerService(SpeechToText.class, engine, properties);
    }

    @Test
    void theHighestRankIsChosenUnlessTheConfigurationNamesAnother() throws Exception {
        FakeEngine low = new FakeEngine();
        FakeEngine high = new FakeEngine();
        add(low, "low", 1);
        add(high, "high", 2);

        try (Lease<SpeechToText> lease = register("", 1, NO_PATIENCE).lease(SpeechToText.class, null, "test")) {
            assertThat(lease.engine()).isSameAs(high);
        }
        register.modified(config("low", 1, NO_PATIENCE));
        try (Lease<SpeechToText> lease = register.lease(SpeechToText.class, null, "test")) {
            assertThat(lease.engine()).isSameAs(low);
            assertThat(lease.name()).isEqualTo("low");
        }
        register.modified(config("(&(alan.engine=high)(service.ranking=2))", 1, NO_PATIENCE));
        assertThat(register.chosen()).extracting(EngineStatus::name).containsExactly("high");
    }

    @Test
    void anEngineIsLoadedByItsFirstLeaseOnly() throws Exception {
        FakeEngine engine = new FakeEngine();
        add(engine, "one", 0);
        register("", 1, NO_PATIENCE);
        assertThat(register.list()).singleElement().extracting(EngineStatus::state).isEqualTo(EngineStatus.State.IDLE);
        assertThat(engine.loads).isZero();

        register.lease(SpeechToText.class, null, "a").close();
        register.lease(SpeechToText.class, null, "b").close();
        assertThat(engine.loads).isEqualTo(1);
        assertThat(register.list()).singleElement().extracting(EngineStatus::state).isEqualTo(EngineStatus.State.READY);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theMemoryThatAnEngineTookIsShown() throws Exception {
        FakeEngine engine = new FakeEngine();
        engine.allocate = 64 << 20;
        add(engine, "one", 0);
        register("", 1, NO_PATIENCE);
        assertThat(register.list().get(0).info().details()).doesNotContainKey(EngineInfo.MEMORY);
        register.lease(SpeechToText.class, null, "a").close();
        String memory = register.list().get(0).info().details().get(EngineInfo.MEMORY);
        assertThat(Integer.parseInt(memory.replace(" MiB", ""))).isBetween(60, 120);
    }

    @Test
    void anEngineThatDoesNotKnowTheLanguageIsPassedOver() throws Exception {
        FakeEngine english = new FakeEngine("en");
        FakeEngine any = new FakeEngine();
        add(english, "english", 2);
        add(any, "any", 1);
        register("", 1, NO_PATIENCE);
        assertThat(register.lease(SpeechToText.class, "en", "test").engine()).isSameAs(english);
        assertThat(register.lease(SpeechToText.class, "es", "test").engine()).isSameAs(any);
    }

    @Test
    void aLanguageThatNobodyKnowsIsNamed() {
        add(new FakeEngine("en"), "english", 2);
        register("", 1, NO_PATIENCE);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, "es", "test"))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("'es'");
    }

    @Test
    void anEngineCanBeAskedForByName() throws Exception {
        FakeEngine low = new FakeEngine();
        add(low, "low", 1);
        add(new FakeEngine(), "high", 2);
        register("", 1, NO_PATIENCE);
        assertThat(register.lease(SpeechToText.class, "low", null, "test").engine()).isSameAs(low);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, "middle", null, "test"))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("'middle'")
                .hasMessageContaining("high, low");
    }

    @Test
    void withdrawingAnEngineWaitsForItsLastLease() throws Exception {
        FakeEngine engine = new FakeEngine();
        ServiceRegistration<SpeechToText> registration = add(engine, "one", 0);
        register("", 60, NO_PATIENCE);
        Lease<SpeechToText> lease = register.lease(SpeechToText.class, null, "turn 1");

        CompletableFuture<Void> withdrawal = CompletableFuture.runAsync(registration::unregister);
        while (register.list().get(0).state() != EngineStatus.State.LEAVING) {
            Thread.onSpinWait();
        }
        assertThat(withdrawal).isNotDone();
        assertThat(register.list().get(0).holders()).containsExactly("turn 1");
        assertThatThrownBy(() -> register.lease(SpeechToText.class, null, "turn 2")).isInstanceOf(AlanException.class);
        assertThat(lease.engine().info().loaded()).isTrue();

        lease.close();
        withdrawal.get(10, TimeUnit.SECONDS);
        assertThat(register.list()).isEmpty();
    }

    @Test
    void theDeadlineEndsTheWaitForALeaseThatIsNeverClosed() throws Exception {
        ServiceRegistration<SpeechToText> registration = add(new FakeEngine(), "one", 0);
        register("", 0, NO_PATIENCE);
        Lease<SpeechToText> lease = register.lease(SpeechToText.class, null, "forgetful");
        registration.unregister();
        assertThat(register.list()).isEmpty();
        lease.close();
    }

    @Test
    void aTurnThatComesWhileAnEngineIsReplacedGetsTheNewOne() throws Exception {
        ServiceRegistration<SpeechToText> old = add(new FakeEngine(), "one", 0);
        register("", 60, 60);
        old.unregister();
        CompletableFuture<Lease<SpeechToText>> lease = CompletableFuture.supplyAsync(() -> {
            try {
                return register.lease(SpeechToText.class, null, "turn 1");
            } catch (AlanException e) {
                throw new IllegalStateException(e);
            }
        });
        FakeEngine renewed = new FakeEngine();
        add(renewed, "one", 0);
        assertThat(lease.get(10, TimeUnit.SECONDS).engine()).isSameAs(renewed);
    }

    @Test
    void anEngineThatIsNoLongerChosenIsUnloadedAfterItsLastLease() throws Exception {
        FakeEngine first = new FakeEngine();
        FakeEngine second = new FakeEngine();
        add(first, "first", 0);
        add(second, "second", 0);
        register("first", 60, NO_PATIENCE);
        Lease<SpeechToText> lease = register.lease(SpeechToText.class, null, "turn 1");

        register.modified(config("second", 60, NO_PATIENCE));
        assertThat(first.info().loaded()).isTrue();
        lease.close();
        assertThat(first.info().loaded()).isFalse();
        assertThat(register.lease(SpeechToText.class, null, "turn 2").engine()).isSameAs(second);
    }

    @Test
    void aFailureToLoadIsReportedAndTriedAgain() throws Exception {
        FakeEngine engine = new FakeEngine();
        engine.failure = "The model x is not installed.";
        add(engine, "one", 0);
        register("", 60, NO_PATIENCE);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, null, "a")).hasMessage("The model x is not installed.");
        EngineStatus failed = register.list().get(0);
        assertThat(failed.state()).isEqualTo(EngineStatus.State.FAILED);
        assertThat(failed.problem()).isEqualTo("The model x is not installed.");
        assertThat(failed.holders()).isEmpty();

        engine.failure = null;
        register.lease(SpeechToText.class, null, "b").close();
        assertThat(register.list().get(0).problem()).isNull();
    }

    @Test
    void manyThreadsShareOneLoading() throws Exception {
        FakeEngine engine = new FakeEngine();
        engine.gate = new CountDownLatch(1);
        add(engine, "one", 0);
        register("", 60, NO_PATIENCE);
        List<CompletableFuture<Lease<SpeechToText>>> leases = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return register.lease(SpeechToText.class, null, "turn " + i);
                    } catch (AlanException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();
        engine.gate.countDown();
        for (CompletableFuture<Lease<SpeechToText>> lease : leases) {
            lease.get(10, TimeUnit.SECONDS).close();
        }
        assertThat(engine.loads).isEqualTo(1);
        assertThat(register.list().get(0).holders()).isEmpty();
    }

    @Test
    void withoutAnyEngineTheSentenceSaysWhereItShouldBe() {
        register("", 60, 60);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, null, "a"))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("There is no stt engine");
    }

    private static EngineRegister.Config config(String stt, int deadlineSeconds, int patienceSeconds) {
        return new EngineRegister.Config() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return EngineRegister.Config.class;
            }

            @Override
            public String vad() {
                return "";
            }

            @Override
            public String stt() {
                return stt;
            }

            @Override
            public String llm() {
                return "";
            }

            @Override
            public String tts() {
                return "";
            }

            @Override
            public int deadline_seconds() {
                return deadlineSeconds;
            }

            @Override
            public int patience_seconds() {
                return patienceSeconds;
            }
        };
    }

    /** Counts how often it is loaded. */
    private static final class FakeEngine implements SpeechToText {
        private final Set<String> languages;
        private volatile boolean loaded;
        private volatile int loads;
        private volatile String failure;
        private volatile CountDownLatch gate;
        private volatile int allocate;
        private ByteBuffer weights;

        FakeEngine(String... languages) {
            this.languages = Set.of(languages);
        }

        @Override
        public EngineInfo info() {
            return new EngineInfo(languages, List.of(), "cpu", loaded, Map.of());
        }

        @Override
        public void load() throws AlanException {
            if (failure != null) {
                throw new AlanException(failure);
            }
            if (gate != null) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new AlanException("interrupted", e);
                }
            }
            weights = ByteBuffer.allocateDirect(allocate);
            loads++;
            loaded = true;
        }

        @Override
        public void unload() {
            loaded = false;
        }

        @Override
        public Transcription transcribe(Pcm utterance, String language) {
            throw new UnsupportedOperationException();
        }
    }
}
