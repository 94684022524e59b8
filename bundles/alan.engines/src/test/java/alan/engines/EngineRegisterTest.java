package alan.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.LanguageUnknownException;
import alan.api.engine.Lease;
import alan.api.stt.SpeechToText;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    private final FakeModels models = new FakeModels();

    @BeforeEach
    void startFramework() throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(
                Home.CONFIG, storage.toString(),
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
        register = new EngineRegister(context, config(stt, deadlineSeconds, patienceSeconds), new Chooser(context, null, models), models);
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
    void theConfigurationSaysWhoStandsInForWhom() throws Exception {
        FakeEngine broken = new FakeEngine();
        broken.failure = "It has no memory.";
        add(new FakeEngine(), "best", 9);
        add(broken, "broken", 5);
        add(new FakeEngine("es"), "spanish", 4);
        add(new FakeEngine(), "low", 1);
        register("spanish, broken, (&(alan.engine=low)(service.ranking=1))", 1, NO_PATIENCE);
        assertThat(register.list()).extracting(EngineStatus::name).containsExactly("spanish", "broken", "low", "best");

        AlanException why = new AlanException("The GPU is gone.");
        Lease<SpeechToText> failed = register.lease(SpeechToText.class, "es", "turn 1");
        try (Lease<SpeechToText> other = register.instead(SpeechToText.class, failed, why, "es", "turn 1")) {
            assertThat(other.name()).isEqualTo("low");
        }
        failed.close();
        assertThat(register.list().get(0).problem()).endsWith(": The GPU is gone.");
        assertThat(register.list().get(1).problem()).isEqualTo("It has no memory.");
        assertThat(register.list().get(0).problem()).as("whoever it failed gives it back").isNotNull();
        register.lease(SpeechToText.class, "es", "turn 2").close();
        assertThat(register.list().get(0).name()).as("still the chosen one").isEqualTo("spanish");
        assertThat(register.list().get(0).problem()).as("it serves again").isNull();
    }

    @Test
    void whereNobodyStandsInTheFailureIsTold() throws Exception {
        add(new FakeEngine(), "only", 0);
        AlanException why = new AlanException("The GPU is gone.");
        try (Lease<SpeechToText> failed = register("", 1, NO_PATIENCE).lease(SpeechToText.class, null, "turn 1")) {
            assertThatThrownBy(() -> register.instead(SpeechToText.class, failed, why, null, "turn 1")).isSameAs(why);
        }
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
    void anEngineWhoseModelIsNotInstalledIsTakenOnlyIfItIsChosenOrThereIsNoOther() throws Exception {
        FakeEngine bare = new FakeEngine("en", "es");
        bare.models = List.of("big");
        bare.failure = "The model big is not installed.";
        add(bare, "bare", 2);
        models.add("big", "Big", EngineKind.STT, false);
        register("", 1, NO_PATIENCE);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, "es", "test")).hasMessage("The model big is not installed.");
        assertThat(register.chosen("es")).extracting(EngineStatus::name).containsExactly("bare");

        add(new FakeEngine(), "remote", 1);
        assertThat(register.lease(SpeechToText.class, "es", "test").name()).isEqualTo("remote");
        assertThat(register.chosen("es")).extracting(EngineStatus::name).containsExactly("remote");
        register.modified(config("bare", 1, NO_PATIENCE));
        assertThatThrownBy(() -> register.lease(SpeechToText.class, "es", "test")).hasMessage("The model big is not installed.");
    }

    @Test
    void anEngineThatMemoryIsLackingForHasFailedAndIsHeldByNobody() {
        FakeEngine engine = new FakeEngine();
        engine.error = new OutOfMemoryError("too big");
        add(engine, "one", 0);
        register("", 1, NO_PATIENCE);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, null, "a")).isInstanceOf(AlanException.class).hasMessageContaining("too big");
        assertThat(register.list()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(EngineStatus.State.FAILED);
            assertThat(status.holders()).isEmpty();
        });
    }

    @Test
    void aChoiceThatCannotBeBroughtIntoEffectIsNotLeftInItsFile() throws Exception {
        add(new FakeEngine(), "one", 0);
        // Without a configuration service.
        register("", 1, NO_PATIENCE);
        assertThatThrownBy(() -> register.use(EngineKind.STT, "one", null)).isInstanceOf(AlanException.class);
        assertThat(storage.resolve("alan.engines.cfg")).doesNotExist();
    }

    @Test
    void aLanguageThatNobodyKnowsIsNamed() {
        add(new FakeEngine("en"), "english", 2);
        register("", 1, NO_PATIENCE);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, "es", "test"))
                .isInstanceOfSatisfying(LanguageUnknownException.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(EngineKind.STT);
                    assertThat(problem.language()).isEqualTo("es");
                })
                .hasMessageContaining("Spanish")
                .hasMessageContaining("english (English)");
    }

    @Test
    void theModelToInstallForALanguageIsNamedInTheReadersLanguage() {
        add(new FakeEngine("en", "fr"), "engine", 2);
        models.add("whisper-base", "Whisper base", EngineKind.STT, false);
        register("", 1, NO_PATIENCE);
        AlanException problem = catchThrowableOfType(AlanException.class, () -> register.lease(SpeechToText.class, "es", "test"));
        assertThat(problem).hasMessage("No speech to text here understands Spanish; there is engine (English, French). Install one that does with"
                + " alan:model-get whisper-base (0.1 GB) and choose it with alan:use stt whisper-base, or use one on another machine"
                + " (config/alan.remote-NAME.cfg).");
        assertThat(problem.text().say(Locale.forLanguageTag("es"))).isEqualTo("Ningún reconocimiento de voz de los que hay aquí entiende español; lo"
                + " que hay: engine (inglés, francés). Instala uno con alan:model-get whisper-base (0,1 GB) y elígelo con alan:use stt whisper-base,"
                + " o usa uno que esté en otro equipo (config/alan.remote-NOMBRE.cfg).");
    }

    @Test
    void aModelThatIsInstalledAlreadyNeedsOnlyToBeChosen() {
        add(new FakeEngine("en"), "engine", 2);
        models.add("whisper-base", "Whisper base", EngineKind.STT, true);
        register("", 1, NO_PATIENCE);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, "es", "test"))
                .hasMessageEndingWith("whisper-base is installed: choose it with alan:use stt whisper-base.");
    }

    @Test
    void aModelThatIsInUseIsNoRemedyForALanguageThatItDoesNotKnow() {
        FakeEngine engine = new FakeEngine("en", "es");
        engine.models = List.of("whisper-base");
        add(engine, "engine", 2);
        models.add("whisper-base", "Whisper base", EngineKind.STT, true);
        register("", 1, NO_PATIENCE);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, "ga", "test"))
                .hasMessageStartingWith("No speech to text here understands Irish;")
                .hasMessageContaining("The catalogue has nothing for it")
                .hasMessageNotContaining("whisper-base");
    }

    @Test
    void aLanguageThatTheConfigurationLeavesOutIsToBeAddedThere() {
        FakeEngine engine = new FakeEngine("en", "es");
        engine.models = List.of("whisper-base");
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(Engine.NAME, "engine", "component.name", "alan.stt.whisper"));
        properties.put("languages", new String[] {"en,es"});
        context.registerService(SpeechToText.class, engine, properties);
        models.add("whisper-base", "Whisper base", EngineKind.STT, true);
        register("", 1, NO_PATIENCE);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, "fr", "test"))
                .hasMessageEndingWith("The key languages in config/alan.stt.whisper.cfg leaves it out: add fr there.");
    }

    @Test
    void aModelWhoseEngineIsMissingIsNotToBeInstalled() {
        add(new FakeEngine("en"), "english", 2);
        models.add("whisper-base", "Whisper base", EngineKind.STT, true);
        register("", 1, NO_PATIENCE);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, "es", "test"))
                .hasMessageContaining("The model whisper-base does, but its engine engine is missing:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "zz | 'zz' is no language: give the code of one, such as en for English or es for Spanish.",
        "xx | 'xx' is no language: give the code of one, such as en for English or es for Spanish.",
        "español | 'español' is no language: give the code of one, such as en for English or es for Spanish.",
        "es-ES | 'es-ES' is no language's code; for Spanish, write es.",
        "ES | 'ES' is no language's code; for Spanish, write es.",
    })
    void whatIsNoLanguageIsNamedAsNone(String language, String sentence) {
        add(new FakeEngine("en"), "engine", 2);
        models.add("whisper-base", "Whisper base", EngineKind.STT, true);
        register("", 1, NO_PATIENCE);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, language, "test"))
                .isInstanceOf(LanguageUnknownException.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, "engine", language, "test")).hasMessage(sentence);
    }

    @Test
    void anEngineThatIsAskedForByNameAndDoesNotKnowTheLanguageSaysWhatItKnows() {
        add(new FakeEngine("en"), "english", 2);
        add(new FakeEngine(), "any", 1);
        register("", 1, NO_PATIENCE);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, "english", "es", "test"))
                .isInstanceOf(LanguageUnknownException.class)
                .hasMessageStartingWith("The stt engine english knows English, but not Spanish;");
    }

    @Test
    void theChosenEnginesForALanguageAreThoseThatATurnWouldUse() throws Exception {
        add(new FakeEngine("en"), "english", 2);
        add(new FakeEngine("es"), "spanish", 1);
        register("", 1, NO_PATIENCE);
        assertThat(register.chosen()).extracting(EngineStatus::name).containsExactly("english");
        assertThat(register.chosen("es")).extracting(EngineStatus::name).containsExactly("spanish");
        assertThat(register.chosen("es")).allMatch(EngineStatus::chosen);
        assertThat(register.chosen("fr")).isEmpty();
        register.modified(config("spanish", 1, NO_PATIENCE));
        assertThat(register.chosen()).extracting(EngineStatus::name).containsExactly("spanish");
        assertThat(register.chosen("en")).extracting(EngineStatus::name).containsExactly("english");
        try (Lease<SpeechToText> lease = register.lease(SpeechToText.class, "en", "test")) {
            assertThat(lease.name()).isEqualTo("english");
        }
    }

    @Test
    void theEngineThatWasProbablyMeantIsNamedAndALongListIsCut() {
        for (int i = 0; i < 10; i++) {
            add(new FakeEngine(), "engine-number-" + i, -i);
        }
        add(new FakeEngine(), "whisper", -20);
        register("", 1, NO_PATIENCE);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, "Wisper", null, "test"))
                .hasMessageContaining("did you mean whisper?")
                .hasMessageContaining("engine-number-7, … (11 in all)")
                .hasMessageNotContaining("number-8");
        assertThatThrownBy(() -> register.use(EngineKind.STT, "piper", "onnx")).hasMessageNotContaining("did you mean");
    }

    @Test
    void whatIsNeitherAnEngineNorAModelIsRefusedWithTheNamesOfBoth() {
        add(new FakeEngine(), "whisper", 1);
        models.add("whisper-base", "Whisper base", EngineKind.STT, false);
        models.add("whisper-tiny", "Whisper tiny", EngineKind.STT, true);
        models.add("joe", "Joe", EngineKind.TTS, true);
        register("", 1, NO_PATIENCE);
        assertThatThrownBy(() -> register.use(EngineKind.STT, "whisper-bass", null))
                .hasMessage("There is no stt engine and no stt model 'whisper-bass'; did you mean whisper-base? There is: whisper, whisper-tiny."
                        + " To be installed with alan:model-get: whisper-base.");
        assertThatThrownBy(() -> register.use(EngineKind.STT, "joe", null)).hasMessageEndingWith("'joe'. There is: whisper, whisper-tiny."
                + " To be installed with alan:model-get: whisper-base.");
        assertThatThrownBy(() -> register.use(EngineKind.TTS, "piper", "onnx")).hasMessageStartingWith("There is no tts engine: its bundle is"
                + " missing");
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
    void withdrawingAnEngineWaitsForWhoeverAsksItWhatItIs() throws Exception {
        FakeEngine engine = new FakeEngine();
        ServiceRegistration<SpeechToText> registration = add(engine, "one", 0);
        register("", 60, NO_PATIENCE);
        Phaser question = new Phaser(2);
        engine.asked = () -> {
            question.arriveAndAwaitAdvance();
            question.arriveAndAwaitAdvance();
        };
        CompletableFuture<List<EngineStatus>> answer = CompletableFuture.supplyAsync(register::list);
        question.arriveAndAwaitAdvance();
        engine.asked = () -> { };
        CompletableFuture<Void> withdrawal = CompletableFuture.runAsync(registration::unregister);
        while (!register.chosen().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(withdrawal).isNotDone();

        question.arriveAndAwaitAdvance();
        withdrawal.get(10, TimeUnit.SECONDS);
        assertThat(answer.get(10, TimeUnit.SECONDS)).singleElement().extracting(EngineStatus::name).isEqualTo("one");
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
    void whoWantsAnEngineByNameWaitsForItToBeReplacedThoughThereAreOthers() throws Exception {
        add(new FakeEngine(), "other", 0);
        ServiceRegistration<SpeechToText> old = add(new FakeEngine(), "one", 0);
        register("", 60, 60);
        old.unregister();
        CompletableFuture<Lease<SpeechToText>> lease = CompletableFuture.supplyAsync(() -> {
            try {
                return register.lease(SpeechToText.class, "one", null, "turn 1");
            } catch (AlanException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThatThrownBy(() -> register.lease(SpeechToText.class, "never", null, "turn 2")).as("nobody waits for what never was")
                .isInstanceOf(AlanException.class).hasMessageContaining("'never'");
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
    void theProblemOfAnEngineIsToldInTheUsersLanguage() {
        FakeEngine engine = new FakeEngine();
        engine.fault = new IllegalStateException("boom");
        add(engine, "one", 0);
        register("", 60, NO_PATIENCE);
        assertThatThrownBy(() -> register.lease(SpeechToText.class, null, "a")).isInstanceOf(AlanException.class);
        Locale before = Locale.getDefault(Locale.Category.DISPLAY);
        try {
            Locale.setDefault(Locale.Category.DISPLAY, Locale.forLanguageTag("es"));
            assertThat(register.list().get(0).problem()).startsWith("El motor one no se ha podido cargar: ").contains("boom");
        } finally {
            Locale.setDefault(Locale.Category.DISPLAY, before);
        }
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

    static EngineRegister.Config config(String stt, int deadlineSeconds, int patienceSeconds) {
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
            public String speaker() {
                return "";
            }

            @Override
            public String wake() {
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

            @Override
            public int idle_minutes() {
                return 0;
            }
        };
    }
}
