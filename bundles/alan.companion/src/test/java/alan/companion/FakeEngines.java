package alan.companion;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A register that counts its leases. */
final class FakeEngines implements Engines {
    final FakeVad vad = new FakeVad();
    final FakeStt stt = new FakeStt();
    final FakeLlm llm = new FakeLlm();
    final FakeTts tts = new FakeTts();
    final Map<EngineKind, Engine> engines = new EnumMap<>(EngineKind.class);
    /** Run inside {@link #lease}, before it is given. */
    final Map<EngineKind, FakeEngine.Step> beforeLease = new EnumMap<>(EngineKind.class);
    /** Kind, name where one was asked for, language and holder of every lease ever given. */
    final List<String> given = new CopyOnWriteArrayList<>();

    private final List<Lease<?>> held = new ArrayList<>();

    FakeEngines() {
        engines.put(EngineKind.VAD, vad);
        engines.put(EngineKind.STT, stt);
        engines.put(EngineKind.LLM, llm);
        engines.put(EngineKind.TTS, tts);
    }

    synchronized int held() {
        return held.size();
    }

    @Override
    public <E extends Engine> Lease<E> lease(Class<E> contract, String name, String language, String holder)
            throws AlanException {
        EngineKind kind = EngineKind.of(contract);
        beforeLease.getOrDefault(kind, FakeEngine.NOTHING).run();
        Engine engine = engines.get(kind);
        if (engine == null) {
            throw new AlanException("There is no engine for " + kind.id() + ".");
        }
        given.add(kind.id() + (name == null ? "" : ":" + name) + " " + language + " " + holder);
        Lease<E> lease = new FakeLease<>(contract.cast(engine), "fake-" + kind.id());
        synchronized (this) {
            held.add(lease);
        }
        return lease;
    }

    private synchronized void giveBack(Lease<?> lease) {
        held.remove(lease);
    }

    @Override
    public List<EngineStatus> list() {
        return chosen();
    }

    @Override
    public List<EngineStatus> chosen(String language) {
        return engines.entrySet().stream()
                .map(each -> new EngineStatus(
                        each.getKey(), "fake", null, true, EngineStatus.State.READY, List.of(), each.getValue().info(), null))
                .toList();
    }

    @Override
    public EngineStatus use(EngineKind kind, String name, String backend) {
        throw new UnsupportedOperationException();
    }

    private final class FakeLease<E extends Engine> implements Lease<E> {
        private final E engine;
        private final String name;

        FakeLease(E engine, String name) {
            this.engine = engine;
            this.name = name;
        }

        @Override
        public E engine() {
            return engine;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void close() {
            giveBack(this);
        }
    }
}
