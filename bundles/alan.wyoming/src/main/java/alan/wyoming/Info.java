package alan.wyoming;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The services of a server, the answer to {@code describe}. Home Assistant takes the first program of a service that is installed, and fails on one without an attribution.
 *
 * @param asr programs that write down what is said
 * @param tts programs that speak
 * @param handle programs that answer
 * @param wake programs that wait for wake words
 */
public record Info(List<Program> asr, List<Program> tts, List<Program> handle, List<Program> wake) {
    /** Copies the lists. */
    public Info {
        asr = List.copyOf(asr);
        tts = List.copyOf(tts);
        handle = List.copyOf(handle);
        wake = List.copyOf(wake);
    }

    /**
     * What programs, models and voices have in common.
     *
     * @param name unique among those beside it
     * @param description for people
     * @param version {@code null} if it has none
     * @param maker whom it is attributed to
     * @param url of the maker or the work; empty if there is none
     * @param installed whether it works
     */
    public record Artifact(String name, String description, String version, String maker, String url, boolean installed) {
        private ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
            json.putObject("attribution").put("name", maker).put("url", url);
            json.put("installed", installed).put("description", description);
            if (version != null) {
                json.put("version", version);
            }
            return json;
        }
    }

    /**
     * A model, a voice or a wake word.
     *
     * @param artifact see there
     * @param languages ISO 639-1, the main one first; at least one, for Home Assistant fails on a voice without any
     * @param phrase that is said, of a wake word; {@code null} for what is none
     */
    public record Model(Artifact artifact, List<String> languages, String phrase) {
        /** Checks that there are languages. */
        public Model {
            languages = List.copyOf(languages);
            if (languages.isEmpty()) {
                throw new IllegalArgumentException(artifact.name() + " has no language");
            }
        }

        /** A model or a voice. */
        public Model(Artifact artifact, List<String> languages) {
            this(artifact, languages, null);
        }

        private ObjectNode json() {
            ObjectNode json = artifact.json();
            ArrayNode array = json.putArray("languages");
            languages.forEach(array::add);
            if (phrase != null) {
                json.put("phrase", phrase);
            }
            return json;
        }
    }

    /**
     * A program.
     *
     * @param artifact see there
     * @param models of it; the voices of one that speaks
     * @param abilities by their key, such as {@code supports_synthesize_streaming}
     */
    public record Program(Artifact artifact, List<Model> models, Map<String, Boolean> abilities) {
        /** Copies the collections. */
        public Program {
            models = List.copyOf(models);
            abilities = new TreeMap<>(abilities);
        }

        private ObjectNode json(String key) {
            ObjectNode json = artifact.json();
            ArrayNode array = json.putArray(key);
            models.forEach(model -> array.add(model.json()));
            abilities.forEach(json::put);
            return json;
        }
    }

    /**
     * What a satellite says of itself. There is only one of it on a port: where a satellite is installed, Home Assistant uses nothing else.
     *
     * @param artifact see there
     * @param wake what its wake words are
     * @param active names of those that it waits for
     */
    public record Satellite(Artifact artifact, Program wake, List<String> active) {
        /** Copies the list. */
        public Satellite {
            active = List.copyOf(active);
        }

        /** {@return the event} */
        public WyomingEvent event() {
            WyomingEvent event = new Info(List.of(), List.of(), List.of(), List.of(wake)).event();
            ObjectNode json = artifact.json();
            json.put("has_vad", false);
            ArrayNode words = json.putArray("active_wake_words");
            active.forEach(words::add);
            json.put("max_active_wake_words", wake.models().size()).put("supports_trigger", true);
            event.data().set("satellite", json);
            return event;
        }
    }

    /** {@return the event} */
    public WyomingEvent event() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        put(data, "asr", asr, "models");
        put(data, "tts", tts, "voices");
        put(data, "handle", handle, "models");
        put(data, "wake", wake, "models");
        for (String other : List.of("intent", "mic", "snd")) {
            data.putArray(other);
        }
        return new WyomingEvent(EventType.INFO, data);
    }

    private static void put(ObjectNode data, String key, List<Program> programs, String models) {
        ArrayNode array = data.putArray(key);
        programs.forEach(program -> array.add(program.json(models)));
    }
}
