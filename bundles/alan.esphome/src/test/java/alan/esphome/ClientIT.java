package alan.esphome;

import static org.assertj.core.api.Assertions.assertThat;

import alan.esphome.EsphomeException.Reason;
import alan.esphome.messages.HelloRequest;
import alan.esphome.messages.MediaPlayerCommand;
import alan.esphome.messages.MediaPlayerCommandRequest;
import alan.esphome.messages.SubscribeVoiceAssistantRequest;
import alan.esphome.messages.SwitchCommandRequest;
import alan.esphome.messages.VoiceAssistantAnnounceRequest;
import alan.esphome.messages.VoiceAssistantAudio;
import alan.esphome.messages.VoiceAssistantEvent;
import alan.esphome.messages.VoiceAssistantEventData;
import alan.esphome.messages.VoiceAssistantEventResponse;
import alan.esphome.messages.VoiceAssistantResponse;
import alan.esphome.messages.VoiceAssistantSetConfiguration;
import alan.esphome.messages.VoiceAssistantTimerEvent;
import alan.esphome.messages.VoiceAssistantTimerEventResponse;
import alan.testing.PythonEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The library with which Home Assistant uses ESPHome's devices uses a device that is made of this bundle. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ClientIT {
    private static final Path SCRIPTS = Path.of("src", "test", "resources", "alan", "esphome");
    private static final String NAME = "alan-kitchen";
    private static PythonEnvironment client;

    @BeforeAll
    static void client() throws Exception {
        client = environment("46.23.0");
    }

    private static PythonEnvironment environment(String version) throws Exception {
        return PythonEnvironment.of(Path.of(System.getProperty("alan.cache")), "aioesphomeapi-" + version, "python3", List.of("aioesphomeapi==" + version));
    }

    private static List<JsonNode> use(TestSatellite satellite, EsphomeKey key, String name) throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> said = new ArrayList<>();
        for (String line : client.run(SCRIPTS, Map.of(), "client.py", String.valueOf(satellite.port()), key == null ? "-" : key.base64(), name)) {
            said.add(json.readTree(line));
        }
        return said;
    }

    /** {@return what a satellite heard from a client, to the end of its connection} */
    private static List<Object> heard(TestSatellite satellite) throws Exception {
        List<Object> heard = new ArrayList<>();
        for (Object next = satellite.heard.take(); next != TestSatellite.OVER; next = satellite.heard.take()) {
            heard.add(next);
        }
        return heard;
    }

    private static <T> List<T> of(List<Object> heard, Class<T> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void aClientWithoutAKeyUsesADeviceWithoutOne() throws Exception {
        used(null);
    }

    @Test
    void aClientWithTheKeyUsesADeviceWithIt() throws Exception {
        used(EsphomeKey.make());
    }

    private static void used(EsphomeKey key) throws Exception {
        try (TestSatellite satellite = new TestSatellite(key)) {
            List<JsonNode> said = use(satellite, key, NAME);
            List<Object> heard = heard(satellite);
            assertThat(said.stream().map(JsonNode::toString)).containsExactly(
                    json("{'what':'device','api':[1,13],'name':'alan-kitchen','friendly':'Alan (Küche)','mac':'02:FC:00:00:0A:01','model':'Alan','manufacturer':'Alan`s house',"
                            + "'project':['alan.companion','0.1.0'],'area':'Kitchen','encrypted':" + (key != null) + ",'voice':63}"),
                    entity("SwitchInfo", "mute", "Mute", null, ""),
                    entity("MediaPlayerInfo", "player", "Player", 4 + 8 + 512 + 4096 + (1 << 20), "['wav',48000,1,1,2]"),
                    entity("SelectInfo", "pipeline", "Pipeline", null, ""), entity("SensorInfo", "load", "Load", null, ""), entity("TextSensorInfo", "engine", "Engine", null, ""),
                    json("{'what':'services','number':0}"),
                    state("SwitchState", "mute", "'state':false,'missing_state':false"), state("MediaPlayerEntityState", "player", "'state':1,'volume':1.0,'muted':false"),
                    state("SelectState", "pipeline", "'state':'a','missing_state':false"), state("SensorState", "load", "'state':12.5,'missing_state':false"),
                    state("TextSensorState", "engine", "'state':'','missing_state':true"),
                    state("SwitchState", "mute", "'state':true,'missing_state':false"), state("MediaPlayerEntityState", "player", "'state':1,'volume':0.25,'muted':false"),
                    state("MediaPlayerEntityState", "player", "'state':1,'volume':1.0,'muted':false"),
                    state("MediaPlayerEntityState", "player", "'state':4,'volume':1.0,'muted':false"),
                    state("SelectState", "pipeline", "'state':'b','missing_state':false"),
                    json("{'what':'start','conversation':'c1','flags':1,'wake_word':'Alan','settings':[2,31,1.0]}"),
                    json("{'what':'configuration','available':[['alan','Alan',['en','es']],['hey_alan','Hey Alan',[]]],'active':['alan'],'most':1}"),
                    json("{'what':'audio','aborted':false,'bytes':" + TestSatellite.CHUNKS * 1024 + ",'sum':"
                            + IntStream.range(0, TestSatellite.CHUNKS).map(i -> (200 + i) * 1024).sum() + "}"),
                    json("{'what':'announced','success':true,'told':true}"),
                    json("{'what':'again','name':'alan-kitchen'}"),
                    json("{'what':'stopped','expected':true}"));
            assertThat(((HelloRequest) heard.get(0)).getClientInfo()).isEqualTo("Home Assistant 0.0");
            assertThat(of(heard, SwitchCommandRequest.class)).containsExactly(SwitchCommandRequest.newBuilder().setKey(TestSatellite.MUTE).setState(true).build());
            player(of(heard, MediaPlayerCommandRequest.class));
            voice(heard);
            assertThat(of(heard, Exception.class)).isEmpty();
        }
    }

    private static void player(List<MediaPlayerCommandRequest> commands) {
        MediaPlayerCommandRequest any = MediaPlayerCommandRequest.newBuilder().setKey(TestSatellite.PLAYER).build();
        assertThat(commands).containsExactly(any.toBuilder().setHasVolume(true).setVolume(0.25f).build(),
                any.toBuilder().setHasCommand(true).setCommand(MediaPlayerCommand.MEDIA_PLAYER_COMMAND_STOP).build(),
                any.toBuilder().setHasMediaUrl(true).setMediaUrl("http://127.0.0.1:1/a.flac").setHasAnnouncement(true).setAnnouncement(true).build());
    }

    private static void voice(List<Object> heard) {
        assertThat(of(heard, SubscribeVoiceAssistantRequest.class))
                .containsExactly(SubscribeVoiceAssistantRequest.newBuilder().setSubscribe(true).setFlags(Flags.SUBSCRIBE_API_AUDIO).build());
        assertThat(of(heard, VoiceAssistantResponse.class)).as("sound over the connection").containsExactly(VoiceAssistantResponse.getDefaultInstance());
        assertThat(of(heard, VoiceAssistantSetConfiguration.class)).containsExactly(VoiceAssistantSetConfiguration.newBuilder().addActiveWakeWords("hey_alan").build());
        assertThat(of(heard, VoiceAssistantEventResponse.class)).containsExactly(
                event(VoiceAssistantEvent.VOICE_ASSISTANT_RUN_START), event(VoiceAssistantEvent.VOICE_ASSISTANT_STT_START),
                event(VoiceAssistantEvent.VOICE_ASSISTANT_STT_END, "text", "¿Qué hora es?"),
                event(VoiceAssistantEvent.VOICE_ASSISTANT_INTENT_END, "conversation_id", "c2", "continue_conversation", "1"),
                event(VoiceAssistantEvent.VOICE_ASSISTANT_TTS_STREAM_START), event(VoiceAssistantEvent.VOICE_ASSISTANT_TTS_STREAM_END),
                event(VoiceAssistantEvent.VOICE_ASSISTANT_RUN_END));
        List<VoiceAssistantAudio> answer = of(heard, VoiceAssistantAudio.class);
        assertThat(answer).hasSize(40);
        assertThat(answer).allSatisfy(each -> assertThat(each.getData().size()).isEqualTo(1024));
        assertThat(answer.stream().map(each -> (int) each.getData().byteAt(1023))).isEqualTo(IntStream.range(0, 40).boxed().toList());
        assertThat(heard.indexOf(answer.get(0))).isGreaterThan(heard.indexOf(event(VoiceAssistantEvent.VOICE_ASSISTANT_TTS_STREAM_START)));
        assertThat(heard.indexOf(answer.get(39))).isLessThan(heard.indexOf(event(VoiceAssistantEvent.VOICE_ASSISTANT_TTS_STREAM_END)));
        VoiceAssistantTimerEventResponse timer = VoiceAssistantTimerEventResponse.newBuilder().setTimerId("t1").setTotalSeconds(300).build();
        assertThat(of(heard, VoiceAssistantTimerEventResponse.class)).containsExactly(
                timer.toBuilder().setEventType(VoiceAssistantTimerEvent.VOICE_ASSISTANT_TIMER_STARTED).setName("eggs").setSecondsLeft(300).setIsActive(true).build(),
                timer.toBuilder().setEventType(VoiceAssistantTimerEvent.VOICE_ASSISTANT_TIMER_FINISHED).build());
        assertThat(of(heard, VoiceAssistantAnnounceRequest.class)).containsExactly(VoiceAssistantAnnounceRequest.newBuilder().setMediaId("http://127.0.0.1:1/a.wav")
                .setText("Dinner is ready").setPreannounceMediaId("http://127.0.0.1:1/b.wav").setStartConversation(true).build());
    }

    private static VoiceAssistantEventResponse event(VoiceAssistantEvent type, String... data) {
        VoiceAssistantEventResponse.Builder event = VoiceAssistantEventResponse.newBuilder().setEventType(type);
        for (int i = 0; i < data.length; i += 2) {
            event.addData(VoiceAssistantEventData.newBuilder().setName(data[i]).setValue(data[i + 1]));
        }
        return event.build();
    }

    private static String json(String text) {
        return text.replace('\'', '"').replace('`', '\'');
    }

    private static String entity(String kind, String id, String name, Integer features, String formats) {
        return json("{'what':'entity','kind':'" + kind + "','id':'" + id + "','key':" + unsigned(id) + ",'name':'" + name + "','features':" + features + ",'formats':["
                + formats + "]}");
    }

    private static String state(String kind, String id, String data) {
        return json("{'what':'state','kind':'" + kind + "','key':" + unsigned(id) + "," + data + "}");
    }

    private static String unsigned(String id) {
        return Integer.toUnsignedString(EsphomeDevice.key(id));
    }

    @Test
    void aClientWithTheWrongKeyIsToldSoAndLearnsTheName() throws Exception {
        try (TestSatellite satellite = new TestSatellite(EsphomeKey.make())) {
            JsonNode failed = failed(satellite, EsphomeKey.make(), NAME, Reason.WRONG_KEY);
            assertThat(failed.get("kind").asText()).isEqualTo("InvalidEncryptionKeyAPIError");
            assertThat(failed.get("message").asText()).contains("Invalid encryption key");
            assertThat(failed.get("name").asText()).isEqualTo(NAME);
            assertThat(failed.get("mac").asText()).isEqualTo("02fc00000a01");
        }
    }

    @Test
    void aClientWithoutAKeyIsToldThatItNeedsOne() throws Exception {
        try (TestSatellite satellite = new TestSatellite(EsphomeKey.make())) {
            assertThat(failed(satellite, null, NAME, Reason.NOT_ENCRYPTED).get("kind").asText()).isEqualTo("RequiresEncryptionAPIError");
        }
    }

    @Test
    void aClientWithAKeyIsToldThatThereIsNone() throws Exception {
        try (TestSatellite satellite = new TestSatellite(null)) {
            JsonNode failed = failed(satellite, EsphomeKey.make(), NAME, Reason.ENCRYPTED);
            assertThat(failed.get("kind").asText()).isEqualTo("EncryptionPlaintextAPIError");
            assertThat(failed.get("message").asText()).contains("The device is using plaintext protocol");
        }
    }

    @Test
    void aClientThatLooksForAnotherDeviceLearnsTheName() throws Exception {
        EsphomeKey key = EsphomeKey.make();
        try (TestSatellite satellite = new TestSatellite(key)) {
            List<JsonNode> said = use(satellite, key, "alan-bathroom");
            assertThat(said).hasSize(1);
            assertThat(said.get(0).get("kind").asText()).isEqualTo("BadNameAPIError");
            assertThat(said.get(0).get("name").asText()).isEqualTo(NAME);
        }
    }

    private static JsonNode failed(TestSatellite satellite, EsphomeKey key, String name, Reason reason) throws Exception {
        List<JsonNode> said = use(satellite, key, name);
        assertThat(said).hasSize(1);
        assertThat(said.get(0).get("what").asText()).isEqualTo("failed");
        assertThat(heard(satellite)).singleElement().isInstanceOfSatisfying(EsphomeException.class, e -> assertThat(e.reason()).isEqualTo(reason));
        return said.get(0);
    }

    /** Of June 2024. */
    @Test
    void aClientThatWaitsForTheAnswerToItsPasswordGetsIt() throws Exception {
        PythonEnvironment old = environment("24.6.2");
        for (EsphomeKey key : Stream.of(true, false).map(with -> with ? EsphomeKey.make() : null).toList()) {
            try (TestSatellite satellite = new TestSatellite(key)) {
                assertThat(old.run(SCRIPTS, Map.of(), "old_client.py", String.valueOf(satellite.port()), key == null ? "-" : key.base64()))
                        .containsExactly("{\"name\": \"alan-kitchen\", \"voice\": 63, \"entities\": [\"mute\", \"player\", \"pipeline\", \"load\", \"engine\"]}");
                assertThat(of(heard(satellite), Exception.class)).isEmpty();
            }
        }
    }
}
