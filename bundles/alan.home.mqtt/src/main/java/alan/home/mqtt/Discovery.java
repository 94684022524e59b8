package alan.home.mqtt;

import alan.api.satellite.SatelliteState;
import alan.api.text.Text;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Describes the device and its values as Home Assistant's MQTT discovery has it. */
final class Discovery {
    static final String ONLINE = "online";
    static final String OFFLINE = "offline";
    static final String ON = "ON";
    static final String OFF = "OFF";
    /** By this Home Assistant knows that something has no value. */
    static final String NONE = "None";

    private static final String ALAN = "Alan";
    private static final JsonMapper JSON = new JsonMapper();

    private final Topics topics;
    private final String name;
    private final String version;

    /** @param topics of the device @param name of it @param version of this program */
    Discovery(Topics topics, String name, String version) {
        this.topics = topics;
        this.name = name.isBlank() ? ALAN : name.strip();
        this.version = version;
    }

    /** {@return the description of the device} @param snapshot what there is */
    String document(Snapshot snapshot) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("device", Map.of("identifiers", List.of(topics.id()), "name", name, "manufacturer", ALAN, "model", Text.tr("Voice companion"), "sw_version", version));
        document.put("origin", Map.of("name", ALAN, "sw_version", version));
        document.put("availability_topic", topics.availability());
        document.put("components", components(snapshot));
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> components(Snapshot snapshot) {
        Map<String, Object> components = new TreeMap<>();
        boolean satellite = snapshot.satellite() != null;
        components.put(Snapshot.MUTE, satellite ? mute() : gone("switch"));
        components.put(Snapshot.STATE, satellite ? state() : gone("sensor"));
        for (String key : Choices.KEYS) {
            Snapshot.Choice choice = snapshot.choices().get(key);
            components.put(key, choice == null ? gone("select") : select(key, choice));
        }
        return components;
    }

    /** What is left out Home Assistant would keep; what has a platform and nothing else it removes. */
    private static Map<String, Object> gone(String platform) {
        return Map.of("platform", platform);
    }

    private Map<String, Object> mute() {
        Map<String, Object> mute = component("switch", Snapshot.MUTE, Text.tr("Mute"), "mdi:microphone-off");
        mute.put("command_topic", topics.command(Snapshot.MUTE));
        return mute;
    }

    private Map<String, Object> state() {
        Map<String, Object> state = component("sensor", Snapshot.STATE, Text.tr("State"), "mdi:account-voice");
        state.put("device_class", "enum");
        state.put("options", Arrays.stream(SatelliteState.values()).map(Discovery::name).toList());
        return state;
    }

    private Map<String, Object> select(String key, Snapshot.Choice choice) {
        String title = switch (key) {
            case "stt" -> Text.tr("Speech to text");
            case "llm" -> Text.tr("Language model");
            case "tts" -> Text.tr("Text to speech");
            default -> Text.tr("Default voice");
        };
        Map<String, Object> select = component("select", key, title, key.equals(Choices.VOICE) ? "mdi:account-music" : "mdi:cog");
        select.put("command_topic", topics.command(key));
        select.put("entity_category", "config");
        select.put("options", choice.options());
        return select;
    }

    private Map<String, Object> component(String platform, String key, String title, String icon) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("platform", platform);
        component.put("unique_id", topics.id() + "_" + key);
        component.put("name", title);
        component.put("icon", icon);
        component.put("state_topic", topics.state(key));
        return component;
    }

    /** {@return what everything stands at, by topic} @param snapshot what there is */
    Map<String, String> values(Snapshot snapshot) {
        Map<String, String> values = new TreeMap<>();
        if (snapshot.satellite() != null) {
            values.put(topics.state(Snapshot.MUTE), snapshot.satellite().muted() ? ON : OFF);
            values.put(topics.state(Snapshot.STATE), name(snapshot.satellite().state()));
        }
        snapshot.choices().forEach((key, choice) -> values.put(topics.state(key), choice.chosen() == null ? NONE : choice.chosen()));
        return values;
    }

    private static String name(SatelliteState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
