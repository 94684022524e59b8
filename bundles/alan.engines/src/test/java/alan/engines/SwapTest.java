package alan.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus.State;
import alan.api.engine.Lease;
import alan.api.stt.SpeechToText;
import alan.api.text.Text;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** Two engines, and memory for both or for one. */
@Timeout(60)
class SwapTest {
    @TempDir
    java.nio.file.Path storage;

    private final FakeEngine small = new FakeEngine();
    private final FakeEngine large = new FakeEngine();
    private final List<String> notices = new ArrayList<>();
    private final FakeModels models = new FakeModels();
    private volatile long free = 10_000_000_000L;
    private Framework framework;
    private EngineServices services;
    private Swap swap;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        services = new EngineServices(framework.getBundleContext(), () -> 5_000, entry -> { });
        swap = new Swap(services, models, () -> free, () -> 5);
        large.memory = 6_000_000_000L;
        register(small, "small");
        register(large, "large");
        assertThat(swap.load(entry("small"), this::noted)).isTrue();
    }

    @AfterEach
    void stop() throws Exception {
        services.close();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private void register(FakeEngine engine, String name) {
        framework.getBundleContext().registerService(SpeechToText.class, engine, new Hashtable<>(Map.of(Engine.NAME, name, "component.name", name)));
    }

    private Entry entry(String name) {
        return services.open(EngineKind.STT).stream().filter(each -> each.engineName().equals(name)).reduce((first, second) -> second).orElseThrow();
    }

    private void noted(Text notice) {
        notices.add(notice.english());
    }

    @Test
    void whatFitsIsLoadedBesideWhatServes() throws Exception {
        try (Lease<?> turn = entry("small").acquire(SpeechToText.class, "turn 1")) {
            swap.load(entry("large"), this::noted);
            assertThat(small.loaded).isTrue();
            assertThat(large.loaded).isTrue();
            assertThat(turn.engine()).isSameAs(small);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void whatDoesNotFitIsLoadedWhenTheLastUserOfTheOtherHasEnded() throws Exception {
        free = 2_000_000_000L;
        Lease<?> turn = entry("small").acquire(SpeechToText.class, "turn 1");
        CompletableFuture<Boolean> done = CompletableFuture.supplyAsync(() -> {
            try {
                return swap.load(entry("large"), this::noted);
            } catch (AlanException e) {
                throw new IllegalStateException(e);
            }
        });
        while (!swap.isUnderWay(EngineKind.STT)) {
            Thread.onSpinWait();
        }
        assertThat(entry("small").acquire(SpeechToText.class, "turn 2")).as("nobody new").isNull();
        assertThat(entry("large").acquire(SpeechToText.class, "turn 2")).as("not yet").isNull();
        assertThat(small.loaded).isTrue();
        assertThat(large.loaded).isFalse();
        turn.close();
        assertThat(done.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(small.loaded).isFalse();
        assertThat(large.loaded).isTrue();
        assertThat(notices).containsExactly("large needs 6.0 GB of memory, and 2.0 GB are free: small is unloaded first, so there will be a pause.");
    }

    @Test
    void whatNobodyUsesForAWhileIsUnloadedAndLoadedWhenItIsNeededAgain() throws Exception {
        IdleEngines idle = new IdleEngines(services::all);
        Lease<?> turn = entry("small").acquire(SpeechToText.class, "turn 1");
        int loads = small.loads;
        idle.unload(0);
        assertThat(small.loaded).as("somebody has it").isTrue();
        turn.close();
        idle.unload(Long.MAX_VALUE);
        assertThat(small.loaded).as("not for so long").isTrue();
        idle.unload(0);
        assertThat(small.loaded).isFalse();
        assertThat(entry("small").status(false).state()).isEqualTo(State.IDLE);
        entry("small").acquire(SpeechToText.class, "turn 2").close();
        assertThat(small.loaded).isTrue();
        assertThat(small.loads).isEqualTo(loads + 1);
    }

    @Test
    void whatWasUnloadedIsLoadedAgainWhenSomebodySpeaksAndNothingElseIs() throws Exception {
        IdleEngines idle = new IdleEngines(services::all);
        idle.after(1);
        entry("small").acquire(SpeechToText.class, "turn 1").close();
        idle.unload(0);
        assertThat(small.loaded).isFalse();
        idle.rouse();
        while (!small.loaded) {
            Thread.sleep(5);
        }
        assertThat(large.loaded).as("nobody has used it").isFalse();
        idle.close();
    }

    @Test
    void whatWasUnloadedForNothingServesAgain() throws Exception {
        free = 2_000_000_000L;
        large.failure = "The model is damaged.";
        assertThatThrownBy(() -> swap.load(entry("large"), this::noted)).hasMessage("The model is damaged.");
        assertThat(small.loaded).isFalse();
        assertThat(swap.isUnderWay(EngineKind.STT)).isFalse();
        entry("small").acquire(SpeechToText.class, "turn 2").close();
        assertThat(small.loaded).isTrue();
    }

    @Test
    void anEngineServesUntilWhatItIsConfiguredAnewIsLoaded() throws Exception {
        FakeEngine anew = new FakeEngine();
        anew.gate = new CountDownLatch(1);
        register(anew, "small");
        assertThat(services.available(EngineKind.STT)).extracting(Entry::isReady).as("the old one, and the large one").containsExactly(true, false);
        swap.succeed(entry("small"));
        while (entry("small").status(false).state() != State.LOADING) {
            Thread.onSpinWait();
        }
        assertThat(services.available(EngineKind.STT).get(0).isReady()).isTrue();
        anew.gate.countDown();
        while (!entry("small").isReady()) {
            Thread.onSpinWait();
        }
        assertThat(services.available(EngineKind.STT)).contains(entry("small")).hasSize(2);
        try (Lease<?> turn = services.available(EngineKind.STT).stream().filter(Entry::isReady).findFirst().orElseThrow()
                .acquire(SpeechToText.class, "turn 2")) {
            assertThat(turn.engine()).isSameAs(anew);
        }
    }

    @Test
    void anEngineThatCannotBeConfiguredAnewGoesOn() throws Exception {
        FakeEngine anew = new FakeEngine();
        anew.failure = "There is no such precision.";
        register(anew, "small");
        assertThatThrownBy(() -> swap.load(entry("small"), this::noted)).hasMessage("There is no such precision.");
        assertThat(services.available(EngineKind.STT).get(0).isReady()).isTrue();
        assertThat(small.loaded).isTrue();
    }
}
