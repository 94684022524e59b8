package alan.shell.fake;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.listen.VoiceActivity;
import alan.api.text.Text;
import alan.testing.ReadyEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A register with two voices, in which every block of a microphone is an utterance. */
public final class FakeEngines implements Engines {
    public final List<String> calls = new ArrayList<>();
    /** What the language model knows. */
    public Set<String> written = Set.of("en");
    /** Whether there is a second voice, which speaks Spanish. */
    public boolean kokoro;
    /** Whether there is an engine that tells speakers apart. */
    public boolean campplus;
    /** What an engine tells of itself besides its memory. */
    public Map<String, String> details = Map.of();
    /** Whether a voice tells what it can be shown. */
    public boolean window;
    private String voice = "piper";

    @Override
    public <E extends Engine> Lease<E> lease(Class<E> contract, String engine, String language, String holder) throws AlanException {
        boolean speaks = EngineKind.of(contract) == EngineKind.TTS;
        calls.add("lease " + (speaks ? engine : EngineKind.of(contract).id()));
        if (speaks && list().stream().noneMatch(status -> engine.equals(status.fullName()))) {
            throw new AlanException("There is no tts engine '" + engine + "'.");
        }
        return new Lease<>() {
            @Override
            public E engine() {
                return contract.cast(speaks ? new FakeVoices("joe").windowed(window) : new EveryBlock());
            }

            @Override
            public String name() {
                return speaks ? engine : "silero";
            }

            @Override
            public void close() {
                calls.add("release");
            }
        };
    }

    @Override
    public <E extends Engine> Lease<E> instead(Class<E> contract, Lease<E> failed, AlanException why, String language, String holder)
            throws AlanException {
        throw why;
    }

    @Override
    public List<EngineStatus> list() {
        List<EngineStatus> all = new ArrayList<>(List.of(
                status(EngineKind.STT, "whisper", null, true, "whisper-base", FakeModels.MANY),
                status(EngineKind.LLM, "llama", null, true, "smollm2-135m", written),
                status(EngineKind.TTS, "piper", null, voice.equals("piper"), "piper-en-us-joe", Set.of("en")),
                status(EngineKind.TTS, "csm", "onnx", voice.equals("csm"), "csm-1b", Set.of("en"))));
        if (kokoro) {
            all.add(status(EngineKind.TTS, "kokoro", null, false, FakeModels.KOKORO, Set.of("en", "es")));
        }
        if (campplus) {
            all.add(status(EngineKind.SPEAKER, "campplus", null, true, "a-model-that-nobody-knows", Set.of()));
        }
        return all;
    }

    @Override
    public List<EngineStatus> chosen(String language) {
        List<EngineStatus> chosen = new ArrayList<>();
        for (EngineKind kind : EngineKind.values()) {
            list().stream()
                    .filter(engine -> engine.kind() == kind && (language == null ? engine.chosen() : knows(engine, language)))
                    .findFirst()
                    .ifPresent(chosen::add);
        }
        return chosen;
    }

    private static boolean knows(EngineStatus engine, String language) {
        return engine.info().languages().isEmpty() || engine.info().languages().contains(language);
    }

    @Override
    public EngineStatus use(EngineKind kind, String name, String backend, Map<String, String> settings, Consumer<Text> notice)
            throws AlanException {
        calls.add("use " + kind.id() + " " + name + " " + backend + (settings.isEmpty() ? "" : " " + settings));
        if (settings.containsValue("fp32")) {
            notice.accept(Text.of("There will be a pause."));
        }
        EngineStatus found = list().stream()
                .filter(engine -> engine.kind() == kind && engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AlanException("There is no engine " + name + " of kind " + kind.id() + "."));
        if (kind == EngineKind.TTS) {
            voice = name;
        }
        return found;
    }

    private EngineStatus status(
            EngineKind kind, String name, String backend, boolean chosen, String model, Set<String> languages) {
        Map<String, String> all = new LinkedHashMap<>(chosen ? Map.of(EngineInfo.MEMORY, "148 MiB") : Map.of());
        all.putAll(kind == EngineKind.LLM ? details : Map.of());
        EngineInfo info = new EngineInfo(languages, List.of(model), "cpu", chosen, all);
        String problem = chosen ? null : "The model " + model + " is not installed.";
        EngineStatus.State state = chosen ? EngineStatus.State.READY : EngineStatus.State.FAILED;
        return new EngineStatus(kind, name, backend, chosen, state, chosen ? List.of("turn 12") : List.of(), info, problem);
    }

    private static final class EveryBlock extends ReadyEngine implements VoiceActivity {
        @Override
        public List<Speech> find(Pcm pcm) {
            return List.of();
        }

        @Override
        public Pauses pauses() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Utterances listen(PcmStream microphone) {
            return new Utterances() {
                @Override
                public Pcm next() throws AlanException {
                    float[] block = microphone.read();
                    return block == null ? null : new Pcm(SAMPLE_RATE, block);
                }

                @Override
                public void close() {
                    microphone.close();
                }
            };
        }
    }
}
