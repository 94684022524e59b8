package alan.home;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.listen.VoiceActivity;
import alan.api.listen.WakeWord;
import alan.api.text.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A register that tells what there is, and gives nothing away but engines for wake words and for pauses. */
final class FakeEngines implements Engines {
    final List<EngineStatus> engines = new CopyOnWriteArrayList<>();
    final FakeWaker waker = new FakeWaker();
    final FakePauses pauses = new FakePauses();

    final AtomicInteger roused = new AtomicInteger();

    @Override
    public void rouse() {
        roused.incrementAndGet();
    }

    void add(EngineKind kind, String name, Set<String> languages, String... models) {
        engines.add(new EngineStatus(kind, name, null, true, EngineStatus.State.IDLE, List.of(),
                new EngineInfo(languages, List.of(models), "cpu", false, Map.of()), null));
    }

    @Override
    public List<EngineStatus> list() {
        return List.copyOf(engines);
    }

    @Override
    public List<EngineStatus> chosen(String language) {
        return list();
    }

    @Override
    public <E extends Engine> Lease<E> lease(Class<E> contract, String engine, String language, String holder) throws AlanException {
        if (contract == VoiceActivity.class) {
            return lease(contract, pauses, pauses.open);
        }
        if (contract == WakeWord.class) {
            return lease(contract, waker, waker.open);
        }
        throw new UnsupportedOperationException();
    }

    private static <E extends Engine> Lease<E> lease(Class<E> contract, Engine engine, AtomicInteger open) {
        open.incrementAndGet();
        return new Lease<>() {
            @Override
            public E engine() {
                return contract.cast(engine);
            }

            @Override
            public String name() {
                return "ears";
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    @Override
    public <E extends Engine> Lease<E> instead(Class<E> contract, Lease<E> failed, AlanException why, String language, String holder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EngineStatus use(EngineKind kind, String name, String backend, Map<String, String> settings, Consumer<Text> notice) {
        throw new UnsupportedOperationException();
    }
}
