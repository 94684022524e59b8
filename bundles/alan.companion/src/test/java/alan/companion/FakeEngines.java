package alan.companion;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.engine.LanguageUnknownException;
import alan.api.engine.Lease;
import alan.api.text.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A register that counts its leases. */
final class FakeEngines implements Engines {
    final FakeVad vad = new FakeVad();
    final FakeStt stt = new FakeStt();
    final FakeLlm llm = new FakeLlm();
    final FakeTts tts = new FakeTts();
    final Map<EngineKind, Engine> engines = new EnumMap<>(EngineKind.class);
    /** Named "other": taken when the first of the kind does not know the language. */
    final Map<EngineKind, Engine> others = new EnumMap<>(EngineKind.class);
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
        if (engines.get(kind) == null) {
            throw new AlanException("There is no engine for " + kind.id() + ".");
        }
        Engine engine = "other".equals(name) ? others.get(kind) : chosen(kind, language);
        if (engine == null) {
            throw new LanguageUnknownException(kind, language, Text.of("No " + kind.id() + " knows %s.", Locale.forLanguageTag(language)));
        }
        given.add(kind.id() + (name == null ? "" : ":" + name) + " " + language + " " + holder);
        Lease<E> lease = new FakeLease<>(contract.cast(engine), (engine == others.get(kind) ? "other-" : "fake-") + kind.id());
        synchronized (this) {
            held.add(lease);
        }
        return lease;
    }

    @Override
    public <E extends Engine> Lease<E> instead(Class<E> contract, Lease<E> failed, AlanException why, String language, String holder)
            throws AlanException {
        EngineKind kind = EngineKind.of(contract);
        if (others.get(kind) == null || failed.engine() == others.get(kind)) {
            throw why;
        }
        return lease(contract, "other", language, holder);
    }

    private Engine chosen(EngineKind kind, String language) {
        return Stream.of(engines, others)
                .map(each -> each.get(kind))
                .filter(each -> each != null && (language == null || each.info().languages().isEmpty() || each.info().languages().contains(language)))
                .findFirst()
                .orElse(null);
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
        return engines.keySet().stream()
                .filter(kind -> chosen(kind, language) != null)
                .map(kind -> new EngineStatus(kind, chosen(kind, language) == others.get(kind) ? "other" : "fake", null, true,
                        EngineStatus.State.READY, List.of(), chosen(kind, language).info(), null))
                .toList();
    }

    @Override
    public EngineStatus use(EngineKind kind, String name, String backend, Map<String, String> settings, Consumer<Text> notice) {
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
