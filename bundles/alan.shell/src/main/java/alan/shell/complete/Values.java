package alan.shell.complete;

import alan.api.audio.AudioDevices;
import alan.api.companion.Companion;
import alan.api.companion.Persona;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.Models;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.shell.Commands;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What can stand where a command's usage has a word in capitals. The services are asked each time, and any of them may be
 * missing.
 */
public final class Values {
    private static final List<String> DEVICES = List.of("default", "null", "file:");

    private final Supplier<Companion> companion;
    private final Supplier<Engines> engines;
    private final Supplier<Models> models;
    private final Supplier<AudioDevices> devices;
    private final Supplier<List<TextToSpeech>> voices;
    private final Supplier<VoiceProfiles> people;

    /** Each supplier gives the service as it is now, or {@code null}. */
    public Values(
            Supplier<Companion> companion,
            Supplier<Engines> engines,
            Supplier<Models> models,
            Supplier<AudioDevices> devices,
            Supplier<List<TextToSpeech>> voices,
            Supplier<VoiceProfiles> people) {
        this.companion = companion;
        this.engines = engines;
        this.models = models;
        this.devices = devices;
        this.voices = voices;
        this.people = people;
    }

    /**
     * {@return the values, each once, in order; none when anything is possible}
     *
     * @param label the word in capitals: {@code VOICE}
     * @param words of the command line, the command first
     */
    public List<String> of(String label, List<String> words) {
        Stream<String> values = switch (label) {
            case "ID" -> models(words.get(0).endsWith("model-remove"));
            case "KIND" -> Arrays.stream(EngineKind.values()).map(EngineKind::id);
            case "NAME" -> usable(words);
            case "ENGINE" -> list(engines, Engines::list).map(EngineStatus::name);
            case "BACKEND" -> list(engines, Engines::list).map(EngineStatus::backend);
            case "PERSONA" -> list(companion, Companion::personas).map(Persona::name);
            case "VOICE", "VOICES" -> voices(words.get(0).contains("voice-"));
            case "LANGUAGE" -> languages();
            case "INPUT" -> Stream.concat(DEVICES.stream(), list(devices, AudioDevices::inputs));
            case "OUTPUT" -> Stream.concat(DEVICES.stream(), list(devices, AudioDevices::outputs));
            case "COMMAND" -> Commands.all().keySet().stream().map(name -> Commands.SCOPE + ":" + name);
            default -> Stream.empty();
        };
        return values.filter(Objects::nonNull).distinct().sorted().toList();
    }

    private Stream<String> models(boolean installed) {
        Models catalogue = models.get();
        return list(models, Models::list)
                .map(Model::id)
                .filter(id -> catalogue.installed(id).isPresent() == installed);
    }

    // alan:use KIND NAME: engines of that kind, and installed models of it.
    private Stream<String> usable(List<String> words) {
        EngineKind kind = words.stream().map(EngineKind::of).flatMap(Optional::stream).findFirst().orElse(null);
        Stream<String> names = list(engines, Engines::list)
                .filter(engine -> kind == null || engine.kind() == kind)
                .map(EngineStatus::name);
        Stream<String> ids = kind == null
                ? Stream.empty()
                : list(models, catalogue -> catalogue.installed(kind)).map(InstalledModel::model).map(Model::id);
        return Stream.concat(names, ids);
    }

    // Which voices there are may be asked without a lease, of an engine that is not loaded, too.
    private Stream<String> voices(boolean ofPeople) {
        Stream<String> kept = list(people, VoiceProfiles::list).map(VoiceProfile::name);
        return ofPeople ? kept : Stream.concat(kept, spoken());
    }

    private Stream<String> spoken() {
        Stream<String> spoken = list(voices, all -> all).flatMap(engine -> engine.voices().stream()).map(Voice::name);
        return Stream.concat(spoken, list(companion, Companion::personas).map(Persona::voice));
    }

    private Stream<String> languages() {
        Stream<String> spoken = list(engines, Engines::list).flatMap(engine -> engine.info().languages().stream());
        return Stream.concat(spoken, list(models, Models::list).flatMap(model -> model.languages().stream()));
    }

    private static <S, T> Stream<T> list(Supplier<S> service, Function<S, ? extends Collection<T>> values) {
        S there = service.get();
        return there == null ? Stream.empty() : values.apply(there).stream();
    }
}
