package alan.home.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private static final Topics TOPICS = Topics.of("homeassistant", new byte[] {1, 2, 3});

    private final FakeNode node = new FakeNode();
    private final Discovery discovery = new Discovery(TOPICS, " Kitchen ", "1.2.3");

    private Snapshot snapshot() {
        return new Snapshot(node.satellite() == null ? null : node.satellite().status(), node.choices().offered());
    }

    private JsonNode document() throws Exception {
        return new ObjectMapper().readTree(discovery.document(snapshot()));
    }

    @Test
    void theDeviceStaysTheSameForOneInstallation() {
        assertThat(TOPICS.id()).isEqualTo("alan_039058c6f2c0").isEqualTo(Topics.of("else", new byte[] {1, 2, 3}).id());
        assertThat(TOPICS.discovery()).isEqualTo("homeassistant/device/alan_039058c6f2c0/config");
        assertThat(TOPICS.birth()).isEqualTo("homeassistant/status");
    }

    @Test
    void commandsAreKnownByTheirTopics() {
        assertThat(TOPICS.commanded(TOPICS.command("mute"))).contains("mute");
        assertThat(TOPICS.commanded(TOPICS.state("mute"))).isEmpty();
        assertThat(TOPICS.commanded("alan/other/mute/set")).isEmpty();
        assertThat(TOPICS.commanded(TOPICS.state("") + "set")).isEmpty();
    }

    @Test
    void theDeviceSaysWhoItIsAndWhereItsWordsAre() throws Exception {
        JsonNode document = document();
        assertThat(document.at("/device/identifiers/0").asText()).isEqualTo(TOPICS.id());
        assertThat(document.at("/device/name").asText()).isEqualTo("Kitchen");
        assertThat(document.at("/device/sw_version").asText()).isEqualTo("1.2.3");
        assertThat(document.at("/origin/name").asText()).isEqualTo("Alan");
        assertThat(document.at("/availability_topic").asText()).isEqualTo(TOPICS.availability());
    }

    @Test
    void switchSensorAndSelectsAreDescribed() throws Exception {
        JsonNode components = document().get("components");
        assertThat(components.at("/mute/platform").asText()).isEqualTo("switch");
        assertThat(components.at("/mute/command_topic").asText()).isEqualTo(TOPICS.command("mute"));
        assertThat(components.at("/state/platform").asText()).isEqualTo("sensor");
        assertThat(components.at("/state/options")).extracting(JsonNode::asText)
                .containsExactly("unattached", "idle", "listening", "thinking", "speaking", "ringing");
        assertThat(components.at("/tts/platform").asText()).isEqualTo("select");
        assertThat(components.at("/tts/unique_id").asText()).isEqualTo(TOPICS.id() + "_tts");
        assertThat(components.at("/tts/options")).extracting(JsonNode::asText).containsExactly("csm/djl", "csm/onnx", "piper");
        assertThat(components.at("/voice/options")).extracting(JsonNode::asText).containsExactly("The engine's own", "0", "davefx", "joe", "marta", "Ándale");
        assertThat(components.has("vad")).isFalse();
    }

    @Test
    void whatIsNotThereIsRemoved() throws Exception {
        node.satellite = false;
        node.engines.remove(alan.api.engine.EngineKind.LLM);
        node.missing.addAll(List.of("piper", "csm/onnx"));
        Map<?, ?> components = new ObjectMapper().convertValue(document().get("components"), Map.class);
        assertThat(components.get("mute")).isEqualTo(Map.of("platform", "switch"));
        assertThat(components.get("state")).isEqualTo(Map.of("platform", "sensor"));
        assertThat(components.get("llm")).isEqualTo(Map.of("platform", "select"));
        assertThat(components.get("voice")).as("there is nobody who could speak").isEqualTo(Map.of("platform", "select"));
        assertThat(discovery.values(snapshot())).containsOnlyKeys(TOPICS.state("stt"), TOPICS.state("tts"));
    }

    @Test
    void everythingHasItsValue() {
        node.muted = true;
        node.chosen.remove(alan.api.engine.EngineKind.STT);
        assertThat(discovery.values(snapshot())).containsExactlyInAnyOrderEntriesOf(Map.of(TOPICS.state("mute"), "ON", TOPICS.state("state"), "idle",
                TOPICS.state("stt"), "None", TOPICS.state("llm"), "llama", TOPICS.state("tts"), "piper", TOPICS.state("voice"), "The engine's own"));
    }
}
