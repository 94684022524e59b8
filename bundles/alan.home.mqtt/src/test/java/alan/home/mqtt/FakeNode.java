package alan.home.mqtt;

import alan.api.AlanException;
import alan.api.companion.DefaultVoice;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.model.Models;
import alan.api.satellite.Satellite;
import alan.api.satellite.SatelliteState;
import alan.api.satellite.SatelliteStatus;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import alan.api.voice.Consent;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a device shows of a node, without the node. */
final class FakeNode {
    /** Names by kind, the chosen one at first the first. */
    final Map<EngineKind, List<String>> engines = new ConcurrentHashMap<>(Map.of(EngineKind.STT, List.of("whisper", "hub"), EngineKind.LLM, List.of("llama"),
            EngineKind.TTS, List.of("piper", "csm/onnx", "csm/djl"), EngineKind.VAD, List.of("silero")));
    final Map<EngineKind, String> chosen = new ConcurrentHashMap<>(Map.of(EngineKind.STT, "whisper", EngineKind.LLM, "llama", EngineKind.TTS, "piper"));
    /** What was asked of the register, in order. */
    final List<String> used = Collections.synchronizedList(new ArrayList<>());
    /** Voices of Piper. */
    final List<String> voices = List.of("joe", "davefx", "Ándale");
    volatile String voice;
    /** Engines whose models are not installed. */
    final Set<String> missing = ConcurrentHashMap.newKeySet();
    volatile boolean muted;
    volatile SatelliteState state = SatelliteState.IDLE;
    volatile boolean satellite = true;

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, Map<String, Answer> answers) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            Answer answer = answers.get(method.getName());
            if (answer == null) {
                return java.lang.reflect.InvocationHandler.invokeDefault(self, method, arguments);
            }
            return answer.to(arguments);
        });
    }

    private interface Answer {
        Object to(Object... arguments) throws AlanException;
    }

    Satellite satellite() {
        return satellite ? proxy(Satellite.class, Map.of("status", none -> new SatelliteStatus(state, muted, 1, null, Set.of(), List.of(), null),
                "mute", arguments -> {
                    muted = (boolean) arguments[0];
                    return null;
                })) : null;
    }

    private List<EngineStatus> list() {
        List<EngineStatus> all = new ArrayList<>();
        engines.forEach((kind, names) -> names.forEach(name -> {
            String[] parts = name.split("/");
            all.add(new EngineStatus(kind, parts[0], parts.length > 1 ? parts[1] : null, name.equals(chosen.get(kind)), EngineStatus.State.IDLE, List.of(),
                    new EngineInfo(Set.of(), List.of("model of " + name), "cpu", false, Map.of()), null));
        }));
        return all;
    }

    private Object use(Object... arguments) throws AlanException {
        EngineKind kind = (EngineKind) arguments[0];
        String name = arguments[1] + (arguments[2] == null ? "" : "/" + arguments[2]);
        used.add(kind.id() + " " + name);
        if (name.equals("csm/djl")) {
            throw new AlanException("The model csm-1b is not installed.");
        }
        chosen.put(kind, name);
        return null;
    }

    Choices choices() {
        Engines register = proxy(Engines.class, Map.of("list", none -> list(), "use", this::use));
        Models models = proxy(Models.class, Map.of("installed", asked -> missing.contains(((String) asked[0]).replace("model of ", "")) ? Optional.empty()
                : Optional.of(new Object())));
        TextToSpeech piper = proxy(TextToSpeech.class, Map.of("voices", none -> voices.stream().map(name -> new Voice(name, Set.of("en"), 22_050, name)).toList(),
                "imitates", none -> false));
        TextToSpeech imitator = proxy(TextToSpeech.class, Map.of("voices", none -> List.of(new Voice("0", Set.of("en"), 24_000, "0")), "imitates", none -> true));
        VoiceProfiles people = proxy(VoiceProfiles.class, Map.of("list", none -> List.of(person("marta", Consent.State.READ), person("eve", Consent.State.NONE)),
                "find", asked -> asked[0].equals("marta") ? Optional.of(person("marta", Consent.State.READ)) : Optional.empty()));
        DefaultVoice house = proxy(DefaultVoice.class, Map.of("name", none -> voice, "use", wanted -> {
            voice = (String) wanted[0];
            return null;
        }));
        return new Choices(register, new Voices(() -> Map.of("piper", piper, "csm/onnx", imitator), () -> people, () -> models, () -> house));
    }

    private static VoiceProfile person(String name, Consent.State state) {
        return new VoiceProfile(name, Instant.EPOCH, List.of(), List.of(), List.of(), new Consent(state, null, null, null));
    }
}
